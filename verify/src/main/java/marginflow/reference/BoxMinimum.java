package marginflow.reference;

import java.util.List;

/**
 * {@code min ‖b + Σ x_j a_j‖} over a box {@code low ≤ x_j ≤ high}, for a few columns: the active
 * set is guessed by solving for all that are free and fixing what leaves the box, and coordinate
 * after coordinate is moved to its minimum until none moves. The objective is convex, so that where
 * this stops is the minimum.
 */
final class BoxMinimum {

  private static final int SWEEPS = 200;

  /** A move of the sum that is no more than rounding, relative to what it is made of. */
  private static final double STILL = 1e-13;

  /** Makes the guess of parallel columns solvable; what it leaves out the sweeps put right. */
  private static final double RIDGE = 1e-13;

  private BoxMinimum() {}

  /**
   * The minimum.
   *
   * @param columns a_j, of the length of b
   * @param low least value of every x_j; may be −∞
   * @param high greatest value of every x_j; may be ∞
   * @return x
   */
  static double[] of(double[] b, List<double[]> columns, double low, double high) {
    int k = columns.size();
    double[][] gram = new double[k][k];
    double[] slant = new double[k];
    for (int i = 0; i < k; i++) {
      slant[i] = dot(columns.get(i), b);
      for (int j = 0; j <= i; j++) {
        gram[i][j] = dot(columns.get(i), columns.get(j));
        gram[j][i] = gram[i][j];
      }
    }
    double size = Math.sqrt(dot(b, b));
    for (int i = 0; i < k; i++) {
      size = Math.max(size, Math.sqrt(gram[i][i]));
    }
    double[] x = guess(gram, slant, low, high);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double moved = 0;
      for (int i = 0; i < k; i++) {
        double to = x[i];
        if (gram[i][i] > 0) {
          double slope = slant[i];
          for (int j = 0; j < k; j++) {
            slope += gram[i][j] * x[j];
          }
          to = Math.clamp(x[i] - slope / gram[i][i], low, high);
        }
        moved = Math.max(moved, Math.abs(to - x[i]) * Math.sqrt(gram[i][i]));
        x[i] = to;
      }
      if (moved <= STILL * size) {
        return x;
      }
    }
    return x;
  }

  /** Solves for the free ones and fixes those that leave the box, until none does. */
  private static double[] guess(double[][] gram, double[] slant, double low, double high) {
    int k = slant.length;
    double[] x = new double[k];
    boolean[] fixed = new boolean[k];
    for (int round = 0; round <= k; round++) {
      int[] free = java.util.stream.IntStream.range(0, k).filter(j -> !fixed[j]).toArray();
      double[][] a = new double[free.length][free.length];
      double[] right = new double[free.length];
      for (int r = 0; r < free.length; r++) {
        right[r] = -slant[free[r]];
        for (int j = 0; j < k; j++) {
          right[r] -= fixed[j] ? gram[free[r]][j] * x[j] : 0;
        }
        for (int c = 0; c < free.length; c++) {
          a[r][c] = gram[free[r]][free[c]] * (r == c ? 1 + RIDGE : 1);
        }
      }
      if (!SmallSystem.solve(a, right)) {
        return x;
      }
      boolean inside = true;
      for (int r = 0; r < free.length; r++) {
        x[free[r]] = Math.clamp(right[r], low, high);
        if (x[free[r]] != right[r]) {
          fixed[free[r]] = true;
          inside = false;
        }
      }
      if (inside) {
        return x;
      }
    }
    return x;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
