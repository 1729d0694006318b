package marginflow.kernel;

import java.util.Arrays;

/**
 * Softmin weights in scalar code, the bits of {@link Kernels#softmin} in every implementation: the
 * minimum is exact, {@link Elementary#exp} is fixed, and the sum runs in {@link OrderedSum} order.
 */
public final class Softmin {

  private Softmin() {}

  /** As {@link Kernels#softmin}. */
  public static double weights(double[] q, int n, double[] p) {
    double least = minimum(q, n);
    if (Double.isNaN(least) || Double.isInfinite(least)) {
      return degenerate(least, n, p);
    }
    for (int i = 0; i < n; i++) {
      p[i] = Elementary.exp(least - q[i]);
    }
    double sum = sum(p, n);
    for (int i = 0; i < n; i++) {
      p[i] /= sum;
    }
    return StrictMath.log(sum) - least;
  }

  /** {@code log Σ_i e^{-q_i}}, the value that {@link #weights} returns, without the weights. */
  public static double logSum(double[] q, int n) {
    double least = minimum(q, n);
    if (Double.isNaN(least) || Double.isInfinite(least)) {
      return -least;
    }
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    for (int i = 0; i < n; i++) {
      double e = Elementary.exp(least - q[i]);
      switch (i & 7) {
        case 0 -> s0 += e;
        case 1 -> s1 += e;
        case 2 -> s2 += e;
        case 3 -> s3 += e;
        case 4 -> s4 += e;
        case 5 -> s5 += e;
        case 6 -> s6 += e;
        default -> s7 += e;
      }
    }
    return StrictMath.log(((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7))) - least;
  }

  /** Sum of the first n values in {@link OrderedSum} order. */
  static double sum(double[] p, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      s0 += p[i];
      s1 += p[i + 1];
      s2 += p[i + 2];
      s3 += p[i + 3];
      s4 += p[i + 4];
      s5 += p[i + 5];
      s6 += p[i + 6];
      s7 += p[i + 7];
    }
    s0 += i < n ? p[i] : 0;
    s1 += i + 1 < n ? p[i + 1] : 0;
    s2 += i + 2 < n ? p[i + 2] : 0;
    s3 += i + 3 < n ? p[i + 3] : 0;
    s4 += i + 4 < n ? p[i + 4] : 0;
    s5 += i + 5 < n ? p[i + 5] : 0;
    s6 += i + 6 < n ? p[i + 6] : 0;
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
  }

  /** The smallest of the first n values; NaN if there is one, +∞ for n = 0. */
  public static double minimum(double[] q, int n) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      least = Math.min(least, q[i]);
    }
    return least;
  }

  /** Weights that do not exist: NaN, with the logarithm that does. */
  static double degenerate(double least, int n, double[] p) {
    Arrays.fill(p, 0, n, Double.NaN);
    return -least;
  }
}
