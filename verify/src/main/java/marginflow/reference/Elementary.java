package marginflow.reference;

import org.apache.commons.numbers.core.DD;

/**
 * Exponential and logarithm in double-double, good to about 1e-30 relative, and their {@link
 * Bounded} forms.
 */
public final class Elementary {

  /** log 2 to 106 bits, as the sum of two doubles (hi + lo of the decimal expansion). */
  private static final DD LOG2 = DD.ofSum(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56);

  /** The argument is divided by 2^9 before the series; eleven terms then reach 2^-106. */
  private static final int HALVINGS = 9;

  private static final int TERMS = 11;

  private Elementary() {}

  /** {@code e^x}; 0 or infinity where a double is. */
  public static DD exp(DD x) {
    double plain = StrictMath.exp(x.hi());
    if (plain == 0 || !Double.isFinite(plain)) {
      return DD.of(plain);
    }
    int k = (int) StrictMath.rint(x.hi() / LOG2.hi());
    DD r = x.subtract(LOG2.multiply(k)).scalb(-HALVINGS);
    DD s = expm1Series(r);
    for (int i = 0; i < HALVINGS; i++) {
      s = s.multiply(s.add(2.0));
    }
    return s.add(1.0).scalb(k);
  }

  /** {@code e^x − 1} without cancellation. */
  public static DD expm1(DD x) {
    return Math.abs(x.hi()) < 0.001 ? expm1Series(x) : exp(x).subtract(1.0);
  }

  /** Natural logarithm of a positive number, by one Newton step from the double's. */
  public static DD log(DD x) {
    double y = StrictMath.log(x.hi());
    if (!Double.isFinite(y)) {
      return DD.of(y);
    }
    // Scaled so that neither e^-y nor the product leaves the range where double-double is accurate.
    int k = Math.getExponent(x.hi());
    DD m = x.scalb(-k);
    double ym = StrictMath.log(m.hi());
    DD w = m.multiply(exp(DD.of(-ym))).subtract(1.0);
    DD correction = w.subtract(w.square().multiply(0.5));
    return LOG2.multiply(k).add(DD.of(ym).add(correction));
  }

  /** {@code log(1 + x)} for x &gt; −1, without cancellation. */
  public static DD log1p(DD x) {
    if (Math.abs(x.hi()) > 1e-4) {
      return log(x.add(1.0));
    }
    DD sum = DD.ZERO;
    DD power = x;
    for (int k = 1; k <= 9; k++) {
      sum = sum.add(power.divide((k & 1) == 1 ? k : -k));
      power = power.multiply(x);
    }
    return sum;
  }

  private static DD expm1Series(DD x) {
    DD term = x;
    DD sum = x;
    for (int k = 2; k <= TERMS; k++) {
      term = term.multiply(x).divide((double) k);
      sum = sum.add(term);
    }
    return sum;
  }
}
