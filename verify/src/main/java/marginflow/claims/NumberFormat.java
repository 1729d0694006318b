package marginflow.claims;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people: nine significant digits, no trailing zeros. */
final class NumberFormat {

  private static final MathContext NINE = new MathContext(9);

  private NumberFormat() {}

  static String of(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(NINE).stripTrailingZeros();
    double size = Math.abs(value);
    return size >= 1e-4 && size < 1e9 ? rounded.toPlainString() : rounded.toString();
  }
}
