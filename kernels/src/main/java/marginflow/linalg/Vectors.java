package marginflow.linalg;

/** Operations on whole vectors, in plain loops of fixed order. */
public final class Vectors {

  /** Unit roundoff of double precision, u = 2^-53. */
  static final double UNIT_ROUNDOFF = 0x1p-53;

  private Vectors() {}

  /** In four sums that do not wait for each other, added up in a fixed order. */
  public static double dot(double[] a, double[] b) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      sum0 += a[i] * b[i];
      sum1 += a[i + 1] * b[i + 1];
      sum2 += a[i + 2] * b[i + 2];
      sum3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      sum0 += a[i] * b[i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** The inner product in ascending order, fused. */
  public static double orderedDot(double[] x, double[] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum = Math.fma(x[j], y[j], sum);
    }
    return sum;
  }

  /** The root of {@link #orderedDot} of a vector with itself. */
  public static double orderedNorm(double[] x) {
    return Math.sqrt(orderedDot(x, x));
  }

  /** {@code y += a x} on stretches of two arrays. */
  public static void axpy(double a, double[] x, int xAt, double[] y, int yAt, int length) {
    for (int j = 0; j < length; j++) {
      y[yAt + j] = Math.fma(a, x[xAt + j], y[yAt + j]);
    }
  }

  /**
   * The inner product as if summed in twice the precision (Ogita, Rump and Oishi, SIAM J. Sci.
   * Comput. 26, 2005, algorithm 5.3): off by at most {@code u |a·b| + γ_n² Σ |a_i b_i|}.
   */
  public static double accurateDot(double[] a, double[] b) {
    double sum = 0;
    double error = 0;
    for (int i = 0; i < a.length; i++) {
      double product = a[i] * b[i];
      double next = sum + product;
      double part = next - sum;
      error += (sum - (next - part)) + (product - part) + Math.fma(a[i], b[i], -product);
      sum = next;
    }
    return sum + error;
  }

  /** Euclidean norm, scaled so that no intermediate overflows or vanishes. */
  public static double norm(double[] a) {
    double largest = 0;
    for (double v : a) {
      largest = Math.max(largest, Math.abs(v));
    }
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double v : a) {
      double s = v / largest;
      sum += s * s;
    }
    return largest * Math.sqrt(sum);
  }

  /** Sum of the entries in ascending order. */
  public static double sum(double[] a) {
    double sum = 0;
    for (double v : a) {
      sum += v;
    }
    return sum;
  }

  /** The smallest entry. */
  public static double min(double[] a) {
    double least = Double.POSITIVE_INFINITY;
    for (double v : a) {
      least = Math.min(least, v);
    }
    return least;
  }

  /** {@code y += factor x}. */
  public static void addScaled(double factor, double[] x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += factor * x[i];
    }
  }

  /** {@code factor · x}. */
  public static double[] scaled(double factor, double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = factor * x[i];
    }
    return y;
  }

  /** {@code a − b}. */
  public static double[] minus(double[] a, double[] b) {
    double[] c = a.clone();
    addScaled(-1, b, c);
    return c;
  }

  /** The error constant {@code γ_n = n u / (1 − n u)} of a sum of n products (Higham, ch. 3). */
  public static double gamma(int n) {
    return n * UNIT_ROUNDOFF / (1 - n * UNIT_ROUNDOFF);
  }
}
