package marginflow.io.data;

import java.nio.charset.StandardCharsets;
import marginflow.io.BadDataException;

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

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

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
      throw BadDataException.in(place, "an NPY header", "only " + bytes.length + " bytes");
    }
    int version = bytes[6];
    if (version < 1 || version > 3 || bytes[7] != 0) {
      throw BadDataException.in(place, "NPY version 1.0, 2.0 or 3.0", bytes[6] + "." + bytes[7]);
    }
    int start = version == 1 ? 10 : 12;
    long length = start <= bytes.length ? littleEndian(bytes, 8, start - 8) : Long.MAX_VALUE;
    if (length > MAX_LENGTH) {
      throw BadDataException.in(
          place, "a header of at most " + MAX_LENGTH + " bytes", "a longer one");
    }
    int end = start + (int) length;
    if (end > bytes.length) {
      throw BadDataException.in(
          place, "a header that ends at byte " + end, "only " + bytes.length + " bytes");
    }
    String text = new String(bytes, start, (int) length, StandardCharsets.UTF_8);
    return new NpyHeaderText(place, text.strip()).read(end);
  }

  /** The shape as Python writes it: {@code (3, 4)}, {@code (3,)}, {@code ()}. */
  String shapeText() {
    StringBuilder text = new StringBuilder("(");
    for (int a = 0; a < shape.length; a++) {
      text.append(a == 0 ? "" : ", ").append(shape[a]);
    }
    return text.append(shape.length == 1 ? ",)" : ")").toString();
  }

  private static long littleEndian(byte[] bytes, int offset, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[offset + i] & 0xff);
    }
    return value;
  }
}
