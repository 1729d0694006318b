package marginflow.linalg;

/** Operations on whole vectors, in plain loops of fixed order. */
public final class Vectors {

  /** Unit roundoff of double precision, u = 2^-53. */
  static final double UNIT_ROUNDOFF = 0x1p-53;

  /** Squares above this, and below its inverse, lose nothing that matters to underflow. */
  private static final double SMALL = 0x1p-900;

  private Vectors() {}

  /** The inner product, in the order of {@link InnerProduct}. */
  public static double dot(double[] a, double[] b) {
    return InnerProduct.of(a, 0, b, 0, a.length);
  }

  /** The inner product of two stretches of n entries. */
  public static double dot(double[] a, int aAt, double[] b, int bAt, int n) {
    return InnerProduct.of(a, aAt, b, bAt, n);
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

  /** Euclidean norm; where squares would overflow or vanish, of the scaled vector. */
  public static double norm(double[] a) {
    double squared = dot(a, a);
    if (squared > SMALL && squared < 1 / SMALL) {
      return Math.sqrt(squared);
    }
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
