package marginflow.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one element of an NPY array is stored.
 *
 * @param kind {@code f} floating point, {@code i} signed, {@code u} unsigned, {@code b} boolean
 * @param size bytes
 * @param order byte order
 */
record NpyElement(char kind, int size, ByteOrder order) {

  private static final Pattern DESCR = Pattern.compile("([<>|=])([a-zA-Z])(\\d{0,9})");

  /** Every integer up to here is a double. */
  private static final long EXACT = 1L << 53;

  /**
   * Understands a type descriptor.
   *
   * @param place what a message calls the array
   * @param descr such as {@code <f8}
   */
  static NpyElement of(String place, String descr) {
    Matcher m = DESCR.matcher(descr);
    if (!m.matches()) {
      throw BadDataException.in(place, "a type such as '<f8'", BadDataException.quote(descr));
    }
    char kind = m.group(2).charAt(0);
    int size = m.group(3).isEmpty() ? 0 : Integer.parseInt(m.group(3));
    if (!known(kind, size) || (m.group(1).equals("|") && size != 1)) {
      throw BadDataException.in(
          place, "integers, booleans or floats of 16, 32 or 64 bits", describe(kind, descr));
    }
    ByteOrder order =
        switch (m.group(1)) {
          case ">" -> ByteOrder.BIG_ENDIAN;
          case "=" -> ByteOrder.nativeOrder();
          default -> ByteOrder.LITTLE_ENDIAN;
        };
    return new NpyElement(kind, size, order);
  }

  private static boolean known(char kind, int size) {
    return switch (kind) {
      case 'f' -> size == 2 || size == 4 || size == 8;
      case 'i', 'u' -> size == 1 || size == 2 || size == 4 || size == 8;
      case 'b' -> size == 1;
      default -> false;
    };
  }

  private static String describe(char kind, String descr) {
    return switch (kind) {
      case 'O' -> "Python objects (dtype=object), which only Python can unpickle";
      case 'U', 'S', 'a' -> "text (dtype '%s'); map the labels to numbers first".formatted(descr);
      case 'c' -> "complex numbers (dtype '%s')".formatted(descr);
      case 'M', 'm' -> "dates (dtype '%s')".formatted(descr);
      default -> "dtype '%s'".formatted(descr);
    };
  }

  /**
   * Reads one element.
   *
   * @param place what a message calls the array
   * @param bytes in this element's byte order
   * @param at index of its first byte
   */
  double read(String place, ByteBuffer bytes, int at) {
    return switch (kind) {
      case 'f' ->
          switch (size) {
            case 2 -> Float.float16ToFloat(bytes.getShort(at));
            case 4 -> bytes.getFloat(at);
            default -> bytes.getDouble(at);
          };
      case 'b' -> {
        byte value = bytes.get(at);
        if (value != 0 && value != 1) {
          throw BadDataException.in(place, "booleans 0 or 1", Byte.toString(value));
        }
        yield value;
      }
      default -> exact(place, integer(bytes, at));
    };
  }

  private long integer(ByteBuffer bytes, int at) {
    boolean signed = kind == 'i';
    return switch (size) {
      case 1 -> signed ? bytes.get(at) : Byte.toUnsignedLong(bytes.get(at));
      case 2 -> signed ? bytes.getShort(at) : Short.toUnsignedLong(bytes.getShort(at));
      case 4 -> signed ? bytes.getInt(at) : Integer.toUnsignedLong(bytes.getInt(at));
      default -> bytes.getLong(at);
    };
  }

  private double exact(String place, long value) {
    if ((kind == 'u' && value < 0) || value > EXACT || value < -EXACT) {
      throw BadDataException.in(
          place,
          "integers that a double holds exactly (at most 2^53)",
          kind == 'u' ? Long.toUnsignedString(value) : Long.toString(value));
    }
    return value;
  }
}
