package marginflow.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a person reads them. */
final class Numbers {

  private Numbers() {}

  /** Six significant digits without trailing zeros, in positional notation where that is short. */
  static String compact(double value) {
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
      return minus(trim(parts[0])) + "·10" + superscript(Integer.parseInt(parts[1]));
    }
    int decimals = Math.clamp(5 - (int) Math.floor(Math.log10(size)), 0, 9);
    return minus(trim(String.format(Locale.ROOT, "%." + decimals + "f", value)));
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
        .replace(',', ' ');
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
