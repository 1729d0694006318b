package marginflow.io;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Decimal numbers as they stand in text files. */
final class Numbers {

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private Numbers() {}

  /** Reads a decimal number; nothing else that Java would take for one (hexadecimal, suffixes). */
  static OptionalDouble parse(String text) {
    return DECIMAL.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  /**
   * Reads a finite number at a place of a text file.
   *
   * @throws BadDataException if the text is no number, or one beyond the range of a double
   */
  static double finite(String file, long line, int column, String text) {
    OptionalDouble value = parse(text.strip());
    if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
      throw BadDataException.at(
          file, line, column, "a finite number", BadDataException.quote(text.strip()));
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
}
