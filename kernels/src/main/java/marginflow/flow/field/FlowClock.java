package marginflow.flow.field;

import marginflow.linalg.Vectors;

/**
 * Clocks that run beside σ: {@code dτ = ρ^{2-L} dσ} and physical time {@code dt = dτ/𝓛}, the
 * latter by its logarithm. Over a step {@code log ρ} and {@code log 𝓛} are the cubics through the
 * values and slopes at both ends, {@code d log 𝓛/dσ = −ρ^L ‖P F‖²}; between {@link #PIECES} + 1
 * points of them they are taken as linear, so that the integral of the exponential is exact: {@code
 * ∫₀ʰ e^{a + (b−a)x/h} dx = h (e^b − e^a)/(b − a)}. Linear pieces alone, one a step, were off by
 * 7e-4 in log t.
 *
 * <p>What lies inside the last step can be asked for by its fraction x, for dense output.
 */
public final class FlowClock {

  /**
   * The error of a linear piece falls with the square of their number: 7e-4 / 32² is below 1e-6.
   */
  private static final int PIECES = 32;

  /**
   * Where a piece's exponents differ by less than this the mean of its ends is the integral: the
   * next term of the series, {@code d²/12}, is below 1e-11.
   */
  private static final double FLAT = 1e-5;

  /**
   * {@code log 𝓛} below which the loss inside a step is carried by γ̃. Along a linear net on Iris
   * to 10^-10^9 the cubic of {@code log 𝓛} itself was off by up to 2e-3 of {@code log 𝓛}, that of
   * its inverse hyperbolic sine by 8e-4, and by 8e-3 before the data is fitted; γ̃ is off by 5e-7.
   */
  private static final double DEEP = -3;

  private final double degree;
  private final double[] slow = new double[PIECES + 1];
  private final double[] fast = new double[PIECES + 1];
  private double tau;
  private double logTime = Double.NEGATIVE_INFINITY;

  /** The last step: its length and, at both ends, values and their changes over such a length. */
  private double length;

  private double logNorm0;
  private double rise0;
  private double logLoss0;
  private double fall0;
  private double logNorm1;
  private double rise1;
  private double logLoss1;
  private double fall1;
  private double tau0;
  private double logTime0;
  private boolean straight;

  /** Logarithm of a part of the loss that does not change in the step, beside log 𝓛 as given. */
  private double beside = Double.NEGATIVE_INFINITY;

  public FlowClock(double degree) {
    this.degree = degree;
  }

  /**
   * A step h from one point to another, by log ρ and log 𝓛: nothing is known of the way between.
   */
  public void advance(
      double h, double fromLogNorm, double fromLogLoss, double toLogNorm, double toLogLoss) {
    begin(h, fromLogNorm, toLogNorm - fromLogNorm, fromLogLoss, toLogLoss - fromLogLoss);
    end(toLogNorm, rise0, toLogLoss, fall0);
    straight = true;
    beside = Double.NEGATIVE_INFINITY;
    fast[0] = -fromLogLoss;
    fast[1] = -toLogLoss;
    tau += h;
    logTime = logSum(logTime, logIntegral(h, fast, 1));
  }

  /**
   * Says what part of the loss the next step's log 𝓛 leaves out, as its logarithm: the samples
   * that are off. σ is scaled by the rest of the loss; τ, t and the loss inside the step are of
   * all.
   */
  public void leavesOut(double logPart) {
    beside = logPart;
  }

  /**
   * A step h of polar states y with velocities dy, each of length P + 1.
   *
   * @param fromLogLoss log 𝓛 at the start
   * @param toLogLoss log 𝓛 at the end
   */
  public void advance(
      double h,
      double[] y0,
      double[] dy0,
      double fromLogLoss,
      double[] y1,
      double[] dy1,
      double toLogLoss) {
    int last = y0.length - 1;
    begin(h, y0[last], h * dy0[last], fromLogLoss, fall(h, y0[last], dy0));
    end(y1[last], h * dy1[last], toLogLoss, fall(h, y1[last], dy1));
    for (int i = 0; i <= PIECES; i++) {
      double x = (double) i / PIECES;
      double a = (2 - degree) * logNorm(x);
      slow[i] = a;
      fast[i] = a - cubic(x, logLoss0, fall0, logLoss1, fall1);
    }
    double logPassed = logIntegral(h, fast, PIECES);
    tau += degree == 2 ? h : StrictMath.exp(logIntegral(h, slow, PIECES));
    tau += StrictMath.exp(beside + logPassed);
    logTime = logSum(logTime, logPassed);
  }

  private double fall(double h, double logNorm, double[] dy) {
    return -h * StrictMath.exp(degree * logNorm) * Vectors.dot(dy, dy);
  }

  private void begin(double h, double logNorm, double rise, double logLoss, double fall) {
    length = h;
    logNorm0 = logNorm;
    rise0 = rise;
    logLoss0 = logLoss;
    fall0 = fall;
    tau0 = tau;
    logTime0 = logTime;
  }

  private void end(double logNorm, double rise, double logLoss, double fall) {
    logNorm1 = logNorm;
    rise1 = rise;
    logLoss1 = logLoss;
    fall1 = fall;
  }

  /** The state that the last step led to, once its kinks are settled; time stays what it was. */
  public void settled(double logNorm, double logLoss) {
    logNorm1 = logNorm;
    logLoss1 = logLoss;
  }

  /** The cubic with values a, b and slopes da, db at 0 and 1. */
  private static double cubic(double x, double a, double da, double b, double db) {
    double w = 1 - x;
    return w * w * (a * (1 + 2 * x) + da * x) + x * x * (b * (1 + 2 * w) - db * w);
  }

  /** τ-time. */
  public double tau() {
    return tau;
  }

  /** Natural logarithm of t. */
  public double logTime() {
    return logTime;
  }

  /** Length of the last step; 0 before there is one. */
  public double length() {
    return length;
  }

  /** {@code log ρ} in the last step. */
  public double logNorm(double x) {
    return cubic(x, logNorm0, rise0, logNorm1, rise1);
  }

  /**
   * {@code log 𝓛} in the last step: its cubic where the step begins above {@link #DEEP}. Below,
   * {@code log γ̃ = log(−log 𝓛) − L log ρ} is a cubic, with slopes that keep it as monotone as γ̃
   * is (Fritsch, Carlson, SIAM J. Numer. Anal. 17, 1980): those at the ends of a stiff step hang on
   * weights that are known to a tolerance of their own.
   */
  public double logLoss(double x) {
    return logSum(others(x), beside);
  }

  private double others(double x) {
    if (straight || !(logLoss0 < DEEP && logLoss1 < DEEP)) {
      return cubic(x, logLoss0, fall0, logLoss1, fall1);
    }
    double from = StrictMath.log(-logLoss0) - degree * logNorm0;
    double to = StrictMath.log(-logLoss1) - degree * logNorm1;
    double smoothed =
        cubic(
            x,
            from,
            monotone(fall0 / logLoss0 - degree * rise0, to - from),
            to,
            monotone(fall1 / logLoss1 - degree * rise1, to - from));
    return -StrictMath.exp(smoothed + degree * logNorm(x));
  }

  /** The slope nearest to one given with which a cubic that rises by so much is monotone. */
  private static double monotone(double slope, double rise) {
    return rise < 0 ? Math.clamp(slope, 3 * rise, 0) : Math.clamp(slope, 0, 3 * rise);
  }

  /** τ in the last step. */
  public double tau(double x) {
    double idle = beside > Double.NEGATIVE_INFINITY ? StrictMath.exp(beside + logPassed(x)) : 0;
    if (degree == 2) {
      return tau0 + x * length + idle;
    }
    for (int i = 0; i <= PIECES; i++) {
      slow[i] = (2 - degree) * logNorm(x * i / PIECES);
    }
    return tau0 + StrictMath.exp(logIntegral(x * length, slow, PIECES)) + idle;
  }

  /** {@code log t} in the last step. */
  public double logTime(double x) {
    return logSum(logTime0, logPassed(x));
  }

  private double logPassed(double x) {
    for (int i = 0; i <= PIECES; i++) {
      double at = x * i / PIECES;
      fast[i] = (2 - degree) * logNorm(at) - others(at);
    }
    return logIntegral(x * length, fast, PIECES);
  }

  /** Sets both clocks. */
  public void restore(double tau, double logTime) {
    this.tau = tau;
    this.logTime = logTime;
  }

  /** log of ∫₀ʰ e^φ for φ linear between the first {@code pieces} + 1 entries, evenly spaced. */
  private static double logIntegral(double h, double[] exponents, int pieces) {
    double high = exponents[0];
    for (int i = 1; i <= pieces; i++) {
      high = Math.max(high, exponents[i]);
    }
    double from = StrictMath.exp(exponents[0] - high);
    double sum = 0;
    for (int i = 1; i <= pieces; i++) {
      double to = StrictMath.exp(exponents[i] - high);
      double rise = exponents[i] - exponents[i - 1];
      sum += Math.abs(rise) < FLAT ? (from + to) / 2 : (to - from) / rise;
      from = to;
    }
    return high + StrictMath.log(h / pieces * sum);
  }

  /** {@code log(e^a + e^b)}. */
  static double logSum(double a, double b) {
    double high = Math.max(a, b);
    double low = Math.min(a, b);
    return high == Double.NEGATIVE_INFINITY
        ? high
        : high + StrictMath.log1p(StrictMath.exp(low - high));
  }
}
