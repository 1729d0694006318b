package marginflow.io.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import marginflow.io.BadDataException;

/**
 * How one element of an NPY array is stored.
 *
 * @param kind {@code f} floating point, {@code i} signed, {@code u} unsigned, {@code b} boolean
 * @param size bytes
 * @param order byte order
 */
record NpyElement(char kind, int size, ByteOrder order) {

  /** Digits of a size at most, so that it is an int. */
  private static final int MAX_DIGITS = 9;

  /** Every integer up to here is a double. */
  private static final long EXACT = 1L << 53;

  /**
   * Understands a type descriptor.
   *
   * @param place what a message calls the array
   * @param descr such as {@code <f8}
   */
  static NpyElement of(String place, String descr) {
    if (!isType(descr)) {
      throw BadDataException.in(place, "a type such as '<f8'", BadDataException.quote(descr));
    }
    char first = descr.charAt(0);
    char kind = descr.charAt(1);
    int size = descr.length() == 2 ? 0 : Integer.parseInt(descr.substring(2));
    if (!known(kind, size) || (first == '|' && size != 1)) {
      throw BadDataException.in(
          place, "integers, booleans or floats of 16, 32 or 64 bits", describe(kind, descr));
    }
    ByteOrder order =
        switch (first) {
          case '>' -> ByteOrder.BIG_ENDIAN;
          case '=' -> ByteOrder.nativeOrder();
          default -> ByteOrder.LITTLE_ENDIAN;
        };
    return new NpyElement(kind, size, order);
  }

  /** A byte order, a letter, and a size where there is one. */
  private static boolean isType(String descr) {
    String size = descr.length() < 2 ? "" : descr.substring(2);
    return descr.length() >= 2
        && "<>|=".indexOf(descr.charAt(0)) >= 0
        && Character.isLetter(descr.charAt(1))
        && descr.charAt(1) < 0x80
        && size.length() <= MAX_DIGITS
        && (size.isEmpty() || Numbers.isDigits(size));
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
      case 'O' ->
          "Python objects (dtype=object), which only Python can unpickle: save a.astype(str) or"
              + " a.astype(float) instead";
      case 'U', 'S', 'a' -> "text (dtype '" + descr + "'), which only labels may be";
      case 'c' -> "complex numbers (dtype '" + descr + "')";
      case 'M', 'm' -> "dates (dtype '" + descr + "')";
      default -> "dtype '" + descr + "'";
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
