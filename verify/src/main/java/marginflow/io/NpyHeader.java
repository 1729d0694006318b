package marginflow.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an NPY file: a Python dictionary with exactly the keys {@code descr}, {@code
 * fortran_order} and {@code shape}, after a magic number, a version and a length (NumPy Enhancement
 * Proposal 1 and {@code numpy.lib.format}).
 *
 * @param descr type of the elements, such as {@code <f8}
 * @param fortranOrder whether the first axis varies fastest
 * @param shape lengths of the axes
 * @param end index of the first byte of data
 */
record NpyHeader(String descr, boolean fortranOrder, long[] shape, int end) {

  /** The longest header NumPy itself reads without being told to trust the file. */
  private static final int MAX_LENGTH = 10_000;

  /** The most axes of a NumPy array. */
  private static final int MAX_AXES = 64;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private static final String KEY = "'(descr|fortran_order|shape)'\\s*:\\s*";
  private static final String VALUE = "('[^']*'|True|False|\\(\\s*(?:\\d+L?\\s*,?\\s*)*\\))";
  private static final Pattern ENTRY = Pattern.compile("\\s*" + KEY + VALUE + "\\s*(,|(?=\\}))");
  private static final Pattern STRUCTURED = Pattern.compile(".*'descr'\\s*:\\s*\\[.*");

  /** Whether some bytes begin like an NPY file. */
  static boolean starts(byte[] bytes) {
    if (bytes.length < MAGIC.length) {
      return false;
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (bytes[i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads the header of an NPY file.
   *
   * @param place what a message calls the array
   */
  static NpyHeader read(String place, byte[] bytes) {
    if (!starts(bytes)) {
      throw BadDataException.in(place, "an NPY array (\\x93NUMPY …)", "other bytes");
    }
    if (bytes.length < 10) {
      throw BadDataException.in(place, "an NPY header", "only %d bytes".formatted(bytes.length));
    }
    int version = bytes[6];
    if (version < 1 || version > 3 || bytes[7] != 0) {
      throw BadDataException.in(
          place, "NPY version 1.0, 2.0 or 3.0", "%d.%d".formatted(bytes[6], bytes[7]));
    }
    int start = version == 1 ? 10 : 12;
    long length = start <= bytes.length ? littleEndian(bytes, 8, start - 8) : Long.MAX_VALUE;
    if (length > MAX_LENGTH) {
      throw BadDataException.in(
          place, "a header of at most %d bytes".formatted(MAX_LENGTH), "a longer one");
    }
    int end = start + (int) length;
    if (end > bytes.length) {
      throw BadDataException.in(
          place,
          "a header that ends at byte %d".formatted(end),
          "only %d bytes".formatted(bytes.length));
    }
    String text = new String(bytes, start, (int) length, StandardCharsets.UTF_8);
    return parse(place, text.strip(), end);
  }

  private static NpyHeader parse(String place, String text, int end) {
    if (STRUCTURED.matcher(text).matches()) {
      throw BadDataException.in(place, "plain numbers", "a structured array");
    }
    if (!text.startsWith("{") || !text.endsWith("}")) {
      throw BadDataException.in(place, "a header in braces", BadDataException.quote(text));
    }
    String descr = "";
    String order = "";
    String shape = "";
    Matcher entry = ENTRY.matcher(text).region(1, text.length());
    int at = 1;
    for (; entry.lookingAt(); entry.region(at, text.length())) {
      switch (entry.group(1)) {
        case "descr" -> descr = once(place, descr, entry);
        case "shape" -> shape = once(place, shape, entry);
        default -> order = once(place, order, entry);
      }
      at = entry.end();
    }
    boolean complete =
        descr.startsWith("'")
            && (order.equals("True") || order.equals("False"))
            && shape.startsWith("(")
            && text.substring(at).strip().equals("}");
    if (!complete) {
      throw BadDataException.in(
          place, "a header with descr, fortran_order and shape", BadDataException.quote(text));
    }
    return new NpyHeader(
        descr.substring(1, descr.length() - 1), order.equals("True"), axes(place, shape), end);
  }

  private static String once(String place, String before, Matcher entry) {
    if (!before.isEmpty()) {
      throw BadDataException.in(place, "each header key once", entry.group(1) + " twice");
    }
    return entry.group(2);
  }

  private static long[] axes(String place, String shape) {
    List<Long> axes = new ArrayList<>();
    Matcher number = Pattern.compile("\\d+").matcher(shape);
    while (number.find()) {
      if (number.end() - number.start() > 10 || axes.size() == MAX_AXES) {
        throw BadDataException.in(
            place, "a shape that fits in memory", BadDataException.quote(shape));
      }
      axes.add(Long.parseLong(number.group()));
    }
    return axes.stream().mapToLong(Long::longValue).toArray();
  }

  private static long littleEndian(byte[] bytes, int offset, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[offset + i] & 0xff);
    }
    return value;
  }
}
