package marginflow.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * Numbers as a person reads them, by one rule on the terminal, in sentences and in reports: at most
 * six significant digits without trailing zeros, in positional notation from {@code 1e-4} to below
 * {@code 1e7}, else as {@code 1.2e-6}. Signs and letters are those that options and files have, so
 * that what is read can be typed.
 */
public final class Numbers {

  private static final double LARGEST = 1e7;
  private static final double SMALLEST = 1e-4;

  /** From here on, decimals of a decimal logarithm say nothing that anybody compares. */
  private static final double WHOLE = 1000;

  private Numbers() {}

  /** Six significant digits. */
  public static String compact(double value) {
    return text(value, 6);
  }

  /** Three significant digits, for what nobody compares. */
  public static String rough(double value) {
    return text(value, 3);
  }

  /**
   * A decimal logarithm: to two decimals where it is small, as a whole number where it is large.
   */
  public static String exponent(double value) {
    double size = Math.abs(value);
    return size < LARGEST
        ? String.format(Locale.ROOT, size < WHOLE ? "%.2f" : "%.0f", value)
        : compact(value);
  }

  private static String text(double value, int digits) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    double size = rounded.abs().doubleValue();
    if (size >= SMALLEST && size < LARGEST) {
      return rounded.toPlainString();
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }
}
