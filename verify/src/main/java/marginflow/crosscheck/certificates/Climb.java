package marginflow.crosscheck.certificates;

import java.util.Arrays;
import java.util.List;

/**
 * {@code min ½‖θ + d‖² + ½ κ ‖d‖²} subject to {@code a_r · d ≥ b_r}: one step of a climb towards
 * larger margins, by Hildreth's method of coordinate ascent in the dual. It need not be solved
 * exactly; every step is judged by what it reaches.
 */
final class Climb {

  /** Sweeps over the constraints: a step of moderate accuracy. */
  private static final int SWEEPS = 300;

  private Climb() {}

  /**
   * The step.
   *
   * @param theta the point
   * @param rows the a_r
   * @param limits the b_r
   * @param caution κ, at least 0
   */
  static double[] step(double[] theta, List<double[]> rows, double[] limits, double caution) {
    double[] d = Arrays.stream(theta).map(v -> -v / (1 + caution)).toArray();
    double[] dual = new double[limits.length];
    double[] squared = rows.stream().mapToDouble(row -> dot(row, row)).toArray();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int r = 0; r < dual.length; r++) {
        if (squared[r] > 0) {
          double[] row = rows.get(r);
          double wanted = (limits[r] - dot(row, d)) * (1 + caution) / squared[r];
          double change = Math.max(-dual[r], wanted);
          dual[r] += change;
          for (int j = 0; j < d.length; j++) {
            d[j] += change * row[j] / (1 + caution);
          }
        }
      }
    }
    return d;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
