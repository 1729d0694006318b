package marginflow.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** A number inside a sentence: not part of a word, a version or another number. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.-])-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?(?![\\w]|\\.\\d)");

  /** An interval with one end twice. */
  private static final Pattern INTERVAL = Pattern.compile("in \\[([^,\\]]+), \\1\\]");

  private Numbers() {}

  /**
   * A sentence whose numbers have at most six significant digits: whole numbers and short ones stay
   * as they are. An interval whose ends are then alike becomes one number.
   */
  public static String shortened(String sentence) {
    String numbers =
        NUMBER.matcher(sentence).replaceAll(m -> Matcher.quoteReplacement(shorter(m.group())));
    return INTERVAL.matcher(numbers).replaceAll("= $1");
  }

  private static String shorter(String number) {
    boolean whole = number.matches("-?\\d+");
    boolean few = number.matches("-?[\\d.]{1,7}") && !number.endsWith(".0");
    return whole || few ? number : compact(Double.parseDouble(number));
  }

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
