package marginflow.loss;

import marginflow.kernel.Elementary;
import marginflow.kernel.Softmin;

/**
 * The logistic loss at any magnitude. With {@code t = e^{-|q|}}, {@code ℓ(q) = max(−q, 0) +
 * log1p(t)} and {@code −ℓ'(q) = 1/(1+t)} for q below zero, {@code t/(1+t)} above: nothing
 * overflows, and nothing that matters underflows as long as the smallest margin is below {@link
 * #SERIES}. Beyond it, {@code ℓ(q) = e^{-q} (1 − e^{-q}/2 + …)} is {@code e^{-q}} to the last bit.
 */
final class Logistic {

  /** {@code e^{-40} < 2^{-57}}: from here on logistic and exponential loss agree to rounding. */
  static final double SERIES = 40;

  /** Below −2^1000 the losses are summed after scaling by 2^-60, so that the sum stays finite. */
  private static final double HUGE = -0x1p1000;

  private static final double SMALL = 0x1p-60;

  private Logistic() {}

  static double weights(double[] q, int n, double[] p) {
    double least = Softmin.minimum(q, n);
    if (least >= SERIES || least == Double.NEGATIVE_INFINITY || Double.isNaN(least)) {
      return Softmin.weights(q, n, p);
    }
    double scale = least < HUGE ? SMALL : 1;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double t = Elementary.exp(-Math.abs(q[i]));
      sum += scale * Math.max(-q[i], 0) + scale * Elementary.log1p(t);
      p[i] = scale * (q[i] < 0 ? 1 : t) / (1 + t);
    }
    for (int i = 0; i < n; i++) {
      p[i] /= sum;
    }
    return StrictMath.log(sum) - StrictMath.log(scale);
  }

  static double logLoss(double[] q, int n) {
    double least = Softmin.minimum(q, n);
    if (least >= SERIES || least == Double.NEGATIVE_INFINITY || Double.isNaN(least)) {
      return Softmin.logSum(q, n);
    }
    double scale = least < HUGE ? SMALL : 1;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double t = Elementary.exp(-Math.abs(q[i]));
      sum += scale * Math.max(-q[i], 0) + scale * Elementary.log1p(t);
    }
    return StrictMath.log(sum) - StrictMath.log(scale);
  }

  /**
   * {@code −log(e^𝓛 − 1)}, by {@code log(e^𝓛 − 1) = log 𝓛 + log((e^𝓛 − 1)/𝓛)} where 𝓛 is
   * small and {@code 𝓛 + log(1 − e^{−𝓛})} where it is not, so that nothing cancels, overflows or
   * underflows.
   */
  static double inverse(double logLoss) {
    double loss = StrictMath.exp(logLoss);
    if (loss < Double.MIN_NORMAL) {
      return -logLoss;
    }
    if (loss < 1) {
      return -logLoss - StrictMath.log(StrictMath.expm1(loss) / loss);
    }
    return -loss - StrictMath.log1p(-StrictMath.exp(-loss));
  }
}
