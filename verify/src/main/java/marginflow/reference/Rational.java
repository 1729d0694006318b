package marginflow.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A rational number in lowest terms.
 *
 * @param numerator any integer
 * @param denominator a positive one without a factor in common with the numerator
 */
public record Rational(BigInteger numerator, BigInteger denominator)
    implements Comparable<Rational> {

  /** 0. */
  public static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);

  /** 1. */
  public static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);

  /** Digits of a quotient before it is rounded to a double: more than a double has. */
  private static final int DIGITS = 40;

  /** Brings the fraction to lowest terms. */
  public Rational {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("expected a denominator other than 0");
    }
    BigInteger common = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      common = common.negate();
    }
    if (!common.equals(BigInteger.ONE)) {
      numerator = numerator.divide(common);
      denominator = denominator.divide(common);
    }
  }

  /**
   * A double, exactly.
   *
   * @throws NumberFormatException if it is not finite
   */
  public static Rational of(double value) {
    BigDecimal exact = new BigDecimal(value);
    return exact.scale() <= 0
        ? new Rational(exact.toBigIntegerExact(), BigInteger.ONE)
        : new Rational(exact.unscaledValue(), BigInteger.TEN.pow(exact.scale()));
  }

  /** The sum. */
  public Rational plus(Rational that) {
    return new Rational(
        numerator.multiply(that.denominator).add(that.numerator.multiply(denominator)),
        denominator.multiply(that.denominator));
  }

  /** The difference. */
  public Rational minus(Rational that) {
    return plus(that.negated());
  }

  /** The product. */
  public Rational times(Rational that) {
    return new Rational(numerator.multiply(that.numerator), denominator.multiply(that.denominator));
  }

  /** The quotient. */
  public Rational over(Rational that) {
    return new Rational(numerator.multiply(that.denominator), denominator.multiply(that.numerator));
  }

  /** The number with its sign changed. */
  public Rational negated() {
    return new Rational(numerator.negate(), denominator);
  }

  /** −1, 0 or 1. */
  public int signum() {
    return numerator.signum();
  }

  @Override
  public int compareTo(Rational that) {
    return numerator.multiply(that.denominator).compareTo(that.numerator.multiply(denominator));
  }

  /** A double no larger than the number. */
  public double down() {
    return rounded(RoundingMode.FLOOR);
  }

  /** A double no smaller than the number. */
  public double up() {
    return rounded(RoundingMode.CEILING);
  }

  private double rounded(RoundingMode mode) {
    double nearest =
        new BigDecimal(numerator)
            .divide(new BigDecimal(denominator), new MathContext(DIGITS, RoundingMode.HALF_EVEN))
            .doubleValue();
    int side = of(nearest).compareTo(this);
    if (mode == RoundingMode.FLOOR) {
      return side > 0 ? Math.nextDown(nearest) : nearest;
    }
    return side < 0 ? Math.nextUp(nearest) : nearest;
  }

  /** The inner product of two vectors. */
  public static Rational dot(Rational[] a, Rational[] b) {
    Rational sum = ZERO;
    for (int i = 0; i < a.length; i++) {
      sum = sum.plus(a[i].times(b[i]));
    }
    return sum;
  }
}
