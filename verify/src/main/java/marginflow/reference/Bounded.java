package marginflow.reference;

import org.apache.commons.numbers.core.DD;

/**
 * A real number and how far a double-precision evaluation of it may lie from it.
 *
 * <p>The value is kept in double-double, whose own rounding (2^-104 relative) is far below any
 * bound here. Where a double evaluation leaves the finite numbers, the value is the double that
 * comes out (an infinity or NaN) and the error is 0: those must be met exactly.
 *
 * @param value the number
 * @param error bound on |computed − value|, at least 0
 */
public record Bounded(DD value, double error) {

  /** Unit roundoff of double precision, u = 2^-53. */
  public static final double UNIT = 0x1p-53;

  /** Zero, exactly. */
  public static final Bounded ZERO = new Bounded(DD.ZERO, 0);

  /**
   * A product that underflows is off by at most half of this; doubled for the double-double twin.
   */
  private static final double UNDERFLOW = Double.MIN_VALUE;

  /** An input, taken as exact. */
  public static Bounded exact(double x) {
    return new Bounded(DD.of(x), 0);
  }

  /** Higham's constant γ_n = n u / (1 − n u), Lemma 3.1. */
  public static double gamma(int n) {
    double nu = n * UNIT;
    return nu / (1 - nu);
  }

  /** Whether the value is neither infinite nor NaN. */
  public boolean isFinite() {
    return Double.isFinite(value.hi());
  }

  /** The value rounded to double. */
  public double doubleValue() {
    return isFinite() ? value.doubleValue() : value.hi();
  }

  /** Absolute value of the double-double value, rounded to double. */
  public double magnitude() {
    return Math.abs(value.hi());
  }

  /** The product, one rounding. Products with an exact 0, 1 or −1 are exact. */
  public Bounded times(Bounded that) {
    double plain = value.hi() * that.value.hi();
    if (!Double.isFinite(plain)) {
      return exact(plain);
    }
    double carried = magnitude() * that.error + that.magnitude() * error + error * that.error;
    DD product = value.multiply(that.value);
    if (isTrivial() || that.isTrivial()) {
      return new Bounded(product, carried);
    }
    return new Bounded(product, carried + rounding(plain, carried));
  }

  /** The product with a number known exactly, one rounding. */
  public Bounded times(double exact) {
    return times(exact(exact));
  }

  /** The sum, one rounding. */
  public Bounded plus(Bounded that) {
    return new BoundedSum().add(this).add(that).bounded();
  }

  /** The difference, one rounding. */
  public Bounded minus(Bounded that) {
    return plus(that.negate());
  }

  /** The negative, exact. */
  public Bounded negate() {
    return isFinite() ? new Bounded(value.negate(), error) : exact(-value.hi());
  }

  /**
   * Distance of a computed number from this one as a multiple of the bound: at most 1 if the
   * computed number is right. Infinities and NaN must be met exactly, and give 0 or infinity.
   */
  public double deviation(double computed) {
    if (!isFinite() || !Double.isFinite(computed)) {
      return Double.compare(doubleValue(), computed) == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    double distance = Math.abs(value.subtract(computed).doubleValue());
    return distance == 0 ? 0 : distance / error;
  }

  private boolean isTrivial() {
    return error == 0 && value.lo() == 0 && (value.hi() == 0 || Math.abs(value.hi()) == 1);
  }

  private static double rounding(double result, double carried) {
    return UNIT * (Math.abs(result) + carried) + UNDERFLOW;
  }
}
