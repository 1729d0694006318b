package marginflow.io.data;

import java.util.OptionalDouble;
import marginflow.io.BadDataException;

/** Decimal numbers as they stand in text files. */
final class Numbers {

  private Numbers() {}

  /** Reads a decimal number; nothing else that Java would take for one (hexadecimal, suffixes). */
  static OptionalDouble parse(String text) {
    return isDecimal(text, '.')
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  /** Reads a number with a decimal comma that has digits on both of its sides: {@code -0,802}. */
  static OptionalDouble parseComma(String text) {
    return text.indexOf(',') > 0 && isDecimal(text, ',')
        ? OptionalDouble.of(Double.parseDouble(text.replace(',', '.')))
        : OptionalDouble.empty();
  }

  /** Whether some text is one or more of the digits 0 to 9. */
  static boolean isDigits(String text) {
    return !text.isEmpty() && digits(text, 0) == text.length();
  }

  /**
   * Reads a finite number at a place of a text file.
   *
   * @throws BadDataException if the text is no number, or one beyond the range of a double
   */
  static double finite(String file, long line, int column, String text) {
    return finite(file, line, column, text.strip(), parse(text.strip()));
  }

  /**
   * The value of a field, checked.
   *
   * @param text the field
   * @param value what it was read as
   */
  static double finite(String file, long line, int column, String text, OptionalDouble value) {
    if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
      throw BadDataException.at(
          file, line, column, "a finite number", BadDataException.quote(text));
    }
    return value.getAsDouble();
  }

  /** The shortest text of a number: integers without a point. */
  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** A label in its shortest form, so that {@code 1}, {@code 1.0} and {@code +1} are one label. */
  static String canonical(String label) {
    OptionalDouble value = parse(label.strip());
    return value.isPresent() && Double.isFinite(value.getAsDouble())
        ? text(value.getAsDouble())
        : label.strip();
  }

  /** Sign, digits with at most one mark among or beside them, exponent; each character once. */
  private static boolean isDecimal(String text, char mark) {
    int start = sign(text, 0);
    int at = digits(text, start);
    int count = at - start;
    if (at < text.length() && text.charAt(at) == mark) {
      int fraction = digits(text, at + 1) - (at + 1);
      if (mark == ',' && (count == 0 || fraction == 0)) {
        return false;
      }
      count += fraction;
      at += 1 + fraction;
    }
    if (count > 0 && at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = sign(text, at + 1);
      at = digits(text, exponent);
      count = at - exponent;
    }
    return count > 0 && at == text.length();
  }

  private static int sign(String text, int at) {
    boolean signed = at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-');
    return signed ? at + 1 : at;
  }

  /** Where the digits that begin at a place end. */
  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
