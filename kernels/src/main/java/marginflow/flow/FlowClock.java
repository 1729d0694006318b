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

  private final double degree;
  private double tau;
  private double logTime = Double.NEGATIVE_INFINITY;

  FlowClock(double degree) {
    this.degree = degree;
  }

  /** A step over which nothing is known of the way between its ends. */
  void advance(double h, double s0, double s1, double logLoss0, double logLoss1) {
    add(h, s0, s1, logLoss0, logLoss1);
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
    double s = y0[last];
    double logLoss = logLoss0;
    for (int i = 1; i <= PIECES; i++) {
      double x = (double) i / PIECES;
      double nextS = cubic(x, y0[last], h * dy0[last], y1[last], h * dy1[last]);
      double nextLogLoss = cubic(x, logLoss0, fall0, logLoss1, fall1);
      add(h / PIECES, s, nextS, logLoss, nextLogLoss);
      s = nextS;
      logLoss = nextLogLoss;
    }
  }

  /** The cubic with values a, b and slopes da, db at 0 and 1. */
  private static double cubic(double x, double a, double da, double b, double db) {
    double w = 1 - x;
    return w * w * (a * (1 + 2 * x) + da * x) + x * x * (b * (1 + 2 * w) - db * w);
  }

  private void add(double h, double s0, double s1, double logLoss0, double logLoss1) {
    double from = (2 - degree) * s0;
    double to = (2 - degree) * s1;
    tau += StrictMath.exp(logIntegral(h, from, to));
    logTime = logSum(logTime, logIntegral(h, from - logLoss0, to - logLoss1));
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

  private static double logIntegral(double h, double a, double b) {
    double low = Math.min(a, b);
    double high = Math.max(a, b);
    double difference = high - low;
    // (1 − e^{-x})/x, whose series starts with 1 − x/2, is 1 in double precision below 2⁻⁵⁴.
    double mean =
        difference < 0x1p-54 ? 0 : StrictMath.log(-StrictMath.expm1(-difference) / difference);
    return StrictMath.log(h) + high + mean;
  }

  private static double logSum(double a, double b) {
    double high = Math.max(a, b);
    double low = Math.min(a, b);
    return high == Double.NEGATIVE_INFINITY
        ? high
        : high + StrictMath.log1p(StrictMath.exp(low - high));
  }
}
