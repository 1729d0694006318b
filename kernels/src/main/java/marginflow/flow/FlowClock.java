package marginflow.flow;

/**
 * Clocks that run beside σ: {@code dτ = ρ^{2-L} dσ} and physical time {@code dt = dτ/𝓛}, the
 * latter by its logarithm. Over a step {@code log ρ} and {@code log 𝓛} are taken as linear, so
 * that the integral of the exponential is exact: {@code ∫₀ʰ e^{a + (b−a)x/h} dx = h (e^b − e^a)/(b
 * − a)}.
 */
final class FlowClock {

  private final double degree;
  private double tau;
  private double logTime = Double.NEGATIVE_INFINITY;

  FlowClock(double degree) {
    this.degree = degree;
  }

  void advance(double h, double s0, double s1, double logLoss0, double logLoss1) {
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
