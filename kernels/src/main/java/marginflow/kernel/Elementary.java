package marginflow.kernel;

/**
 * Exponential and logarithm whose bits depend on the argument alone. {@link Math} promises one ulp
 * but not which of two neighbours, and its compiled and interpreted answers may differ; these are
 * fixed sequences of fused multiply-adds that the vector kernels repeat lane for lane.
 */
public final class Elementary {

  /** Arguments below give 0, {@code e^x < 2^-1075}. */
  public static final double EXP_UNDERFLOW = -745.1332191019412;

  /** Arguments above give +∞. */
  public static final double EXP_OVERFLOW = 709.782712893384;

  /** {@code 1 / log 2}. */
  public static final double LOG2_E = 1.4426950408889634;

  /** High part of {@code log 2}, 21 trailing zero bits: its multiples by exponents are exact. */
  public static final double LN2_HIGH = 0x1.62e42feep-1;

  /** {@code log 2 − LN2_HIGH}. */
  public static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  /** {@code 1.5 · 2^52}: adding it rounds to an integer, which then sits in the low bits. */
  public static final double ROUNDER = 0x1.8p52;

  /** Above {@code √2 − 1}, {@code 1 + x} is halved before its logarithm is taken. */
  public static final double LOG1P_SPLIT = 0.41421356237309503;

  /** {@code log 2}. */
  public static final double LN2 = 0.6931471805599453;

  /**
   * {@code 1/j!} for j = 13 down to 2: with |r| ≤ log(2)/2 the term left out is below {@code
   * 4e-18}.
   */
  private static final double[] EXP_SERIES = {
    1.0 / 6227020800.0,
    1.0 / 479001600.0,
    1.0 / 39916800.0,
    1.0 / 3628800.0,
    1.0 / 362880.0,
    1.0 / 40320.0,
    1.0 / 5040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    0.5
  };

  /**
   * {@code 2/(2j+1)} for j = 11 down to 1, the series of {@code 2 artanh f} in {@code f²} with |f|
   * ≤ 3 − 2√2: the term left out is below {@code 5e-20} of the first.
   */
  private static final double[] LOG_SERIES = {
    2.0 / 23, 2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13, 2.0 / 11, 2.0 / 9, 2.0 / 7, 2.0 / 5,
    2.0 / 3
  };

  private Elementary() {}

  /** Coefficient of the series of {@link #exp}, from the highest power (13) at 0 to the square. */
  public static double expCoefficient(int index) {
    return EXP_SERIES[index];
  }

  /** Coefficient of the series of {@link #log1p}, from the highest power at 0. */
  public static double logCoefficient(int index) {
    return LOG_SERIES[index];
  }

  /** {@code e^x} within 1 ulp; 0 and +∞ outside the range of double, NaN for NaN. */
  public static double exp(double x) {
    if (!(x >= EXP_UNDERFLOW)) {
      return x < EXP_UNDERFLOW ? 0 : Double.NaN;
    }
    if (x > EXP_OVERFLOW) {
      return Double.POSITIVE_INFINITY;
    }
    double k = Math.fma(x, LOG2_E, ROUNDER) - ROUNDER;
    double r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
    double p = EXP_SERIES[0];
    for (int j = 1; j < EXP_SERIES.length; j++) {
      p = Math.fma(p, r, EXP_SERIES[j]);
    }
    p = Math.fma(r * r, p, r) + 1;
    double half = Math.fma(k, 0.5, ROUNDER) - ROUNDER;
    return p * powerOfTwo(half) * powerOfTwo(k - half);
  }

  /** {@code 2^k} for an integer k between −1022 and 1023. */
  private static double powerOfTwo(double k) {
    return Double.longBitsToDouble(((long) k + 1023) << 52);
  }

  /**
   * {@code log(1 + x)} within 2 ulp for x in [0, 1]; NaN for NaN; outside the interval undefined.
   */
  public static double log1p(double x) {
    boolean halve = x > LOG1P_SPLIT;
    double f = halve ? (x - 1) / (x + 3) : x / (x + 2);
    double s = f * f;
    double p = LOG_SERIES[0];
    for (int j = 1; j < LOG_SERIES.length; j++) {
      p = Math.fma(p, s, LOG_SERIES[j]);
    }
    double tail = f * s * p;
    return halve ? LN2 + Math.fma(2, f, tail) : Math.fma(2, f, tail);
  }
}
