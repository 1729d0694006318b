package marginflow.kernel;

import java.util.Arrays;

/**
 * Softmin weights in scalar code, the bits of {@link Kernels#softmin} in every implementation: the
 * minimum is exact, {@link Elementary#exp} is fixed, and the sum runs in {@link Chains} order.
 */
public final class Softmin {

  private Softmin() {}

  /** As {@link Kernels#softmin}. */
  public static double weights(double[] q, int n, double[] p) {
    double least = minimum(q, n);
    if (Double.isNaN(least) || Double.isInfinite(least)) {
      return degenerate(least, n, p);
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
      p[i] = e;
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
    double sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    for (int i = 0; i < n; i++) {
      p[i] /= sum;
    }
    return StrictMath.log(sum) - least;
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
  public static double degenerate(double least, int n, double[] p) {
    Arrays.fill(p, 0, n, Double.NaN);
    return -least;
  }
}
