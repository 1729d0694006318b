package marginflow.flow;

/**
 * Clocks that run beside σ: {@code dτ = ρ^{2-L} dσ} and physical time {@code dt = dτ/𝓛}, the
 * latter by its logarithm. Over a step {@code log ρ} and {@code log 𝓛} are the cubics through the
 * values and slopes at both ends, {@code d log 𝓛/dσ = −ρ^L ‖P F‖²}; between {@link #PIECES} + 1
 * points of them they are taken as linear, so that the integral of the exponential is exact: {@code
 * ∫₀ʰ e^{a + (b−a)x/h} dx = h (e^b − e^a)/(b − a)}. Linear pieces alone, one a step, were off by
 * 7e-4 in log t.
 */
final class FlowClock {

  /**
   * The error of a linear piece falls with the square of their number: 7e-4 / 32² is below 1e-6.
   */
  private static final int PIECES = 32;

  /**
   * Where a piece's exponents differ by less than this the mean of its ends is the integral: the
   * next term of the series, {@code d²/12}, is below 1e-11.
   */
  private static final double FLAT = 1e-5;

  private final double degree;
  private final double[] slow = new double[PIECES + 1];
  private final double[] fast = new double[PIECES + 1];
  private double tau;
  private double logTime = Double.NEGATIVE_INFINITY;

  FlowClock(double degree) {
    this.degree = degree;
  }

  /** A step over which nothing is known of the way between its ends. */
  void advance(double h, double logLoss0, double logLoss1) {
    fast[0] = -logLoss0;
    fast[1] = -logLoss1;
    tau += h;
    logTime = logSum(logTime, logIntegral(h, fast, 1));
  }

  /**
   * A step h of polar states y with velocities dy, each of length P + 1.
   *
   * @param logLoss0 log 𝓛 at the start
   * @param logLoss1 log 𝓛 at the end
   */
  void advance(
      double h,
      double[] y0,
      double[] dy0,
      double logLoss0,
      double[] y1,
      double[] dy1,
      double logLoss1) {
    int last = y0.length - 1;
    double fall0 = -h * StrictMath.exp(degree * y0[last]) * Vectors.dot(dy0, dy0);
    double fall1 = -h * StrictMath.exp(degree * y1[last]) * Vectors.dot(dy1, dy1);
    for (int i = 0; i <= PIECES; i++) {
      double x = (double) i / PIECES;
      double a = (2 - degree) * cubic(x, y0[last], h * dy0[last], y1[last], h * dy1[last]);
      slow[i] = a;
      fast[i] = a - cubic(x, logLoss0, fall0, logLoss1, fall1);
    }
    tau += degree == 2 ? h : StrictMath.exp(logIntegral(h, slow, PIECES));
    logTime = logSum(logTime, logIntegral(h, fast, PIECES));
  }

  /** The cubic with values a, b and slopes da, db at 0 and 1. */
  private static double cubic(double x, double a, double da, double b, double db) {
    double w = 1 - x;
    return w * w * (a * (1 + 2 * x) + da * x) + x * x * (b * (1 + 2 * w) - db * w);
  }

  double tau() {
    return tau;
  }

  double logTime() {
    return logTime;
  }

  void restore(double tau, double logTime) {
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

  private static double logSum(double a, double b) {
    double high = Math.max(a, b);
    double low = Math.min(a, b);
    return high == Double.NEGATIVE_INFINITY
        ? high
        : high + StrictMath.log1p(StrictMath.exp(low - high));
  }
}
