package marginflow.flow;

/**
 * Sums over whole vectors, in ascending order and fused, so that bits do not depend on anything.
 */
final class Vectors {

  private Vectors() {}

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum = Math.fma(x[j], y[j], sum);
    }
    return sum;
  }

  static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  /** {@code y += a x} on stretches of two arrays. */
  static void axpy(double a, double[] x, int xAt, double[] y, int yAt, int length) {
    for (int j = 0; j < length; j++) {
      y[yAt + j] = Math.fma(a, x[xAt + j], y[yAt + j]);
    }
  }
}
