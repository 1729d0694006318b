package marginflow.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as a person reads them. */
public final class Numbers {

  /** Significant digits that a person is given at most; documents have them all. */
  private static final int DIGITS = 6;

  /** Between groups of three digits: a space at which no line ends. */
  private static final char GROUPS = '\u00a0';

  /** Digits that a long surely holds. */
  private static final int MOST_DIGITS = 18;

  /** A number inside a sentence: not part of a word, a version or another number. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.-])-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?(?![\\w]|\\.\\d)");

  /** An interval with one end twice. */
  private static final Pattern INTERVAL = Pattern.compile("in \\[([^,\\]]+), \\1\\]");

  private Numbers() {}

  /**
   * A sentence with at most six significant digits in each of its numbers, for a terminal: numbers
   * that are short already stay as they are. An interval whose ends they do not tell apart becomes
   * one number.
   */
  public static String shortened(String sentence) {
    return written(sentence, number -> isShort(number) ? number : plain(number));
  }

  /** The same as a page writes it: all numbers that are not whole ones as {@link #compact}. */
  static String sentence(String sentence) {
    return written(
        sentence, number -> isWhole(number) ? whole(number) : compact(Double.parseDouble(number)));
  }

  private static String written(String sentence, UnaryOperator<String> style) {
    String numbers =
        NUMBER.matcher(sentence).replaceAll(m -> Matcher.quoteReplacement(style.apply(m.group())));
    return INTERVAL.matcher(numbers).replaceAll("= $1");
  }

  private static boolean isWhole(String number) {
    return number.matches("-?\\d+");
  }

  private static boolean isShort(String number) {
    String digits = number.replaceAll("[eE].*", "").replaceAll("[-.]", "").replaceAll("^0+", "");
    return isWhole(number) || (digits.length() <= DIGITS && !number.endsWith(".0"));
  }

  /** Six significant digits in the letters of a terminal. */
  private static String plain(String number) {
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(DIGITS)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    boolean positional = rounded.signum() == 0 || (exponent >= -4 && exponent < 9);
    return positional
        ? rounded.toPlainString()
        : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }

  /** Six significant digits without trailing zeros, in positional notation where that is short. */
  public static String compact(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size >= 1e7 || size < 1e-4) {
      String[] parts = String.format(Locale.ROOT, "%.3e", value).split("e", 2);
      String lead = minus(trim(parts[0]));
      return (lead.equals("1") ? "" : lead + "·") + "10" + superscript(Integer.parseInt(parts[1]));
    }
    int decimals = Math.clamp(5 - (int) Math.floor(Math.log10(size)), 0, 9);
    String positional = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return minus(trim(positional)).replace(',', GROUPS);
  }

  /** Three significant digits, for what nobody compares. */
  static String rough(double value) {
    return compact(new BigDecimal(value, new MathContext(3)).doubleValue());
  }

  /**
   * A decimal logarithm, to two decimals where it is small and as a whole number where it is large.
   */
  static String exponent(double value) {
    if (!Double.isFinite(value)) {
      return compact(value);
    }
    return minus(String.format(Locale.ROOT, Math.abs(value) < 1000 ? "%.2f" : "%,.0f", value))
        .replace(',', GROUPS);
  }

  /** A count, its digits in groups of three. */
  static String count(long value) {
    return minus(String.format(Locale.ROOT, "%,d", value)).replace(',', GROUPS);
  }

  /** A whole number as it stands in a sentence; one that no long holds stays as it is. */
  private static String whole(String number) {
    return number.length() < MOST_DIGITS ? count(Long.parseLong(number)) : minus(number);
  }

  private static String trim(String number) {
    return number.contains(".") ? number.replaceAll("0+$", "").replaceAll("\\.$", "") : number;
  }

  private static String minus(String number) {
    return number.replace('-', '−');
  }

  private static String superscript(int exponent) {
    String digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char c : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(digits.charAt(c - '0'));
    }
    return text.toString();
  }
}
