package marginflow.certificate;

import java.util.List;
import java.util.Optional;

/**
 * The pair of linear programs
 *
 * <pre>
 *   min Σ_j t_j   subject to  Σ_j t_j a_j ≥ 1,  t ≥ 0        (cover)
 *   max Σ_i λ_i   subject to  λ · a_j ≤ 1 for all j,  λ ≥ 0   (pack)
 * </pre>
 *
 * solved by the simplex method on the second, which starts feasible at λ = 0. Pivots go by the
 * largest reduced cost, and by Bland's rule after a degenerate one until the objective moves again,
 * which rules out cycling.
 *
 * @param t solution of the cover problem, one entry per column
 * @param lambda solution of the packing problem, one entry per row
 */
record PackingProgram(double[] t, double[] lambda) {

  /** Entries of the tableau below this share of its scale are rounding errors of earlier pivots. */
  private static final double NEGLIGIBLE = 0x1p-40;

  /** Pivots below this share of their column's largest would cost half of all digits. */
  private static final double SMALLEST_PIVOT = 1e-8;

  /** By how much a step may overstep {@code λ · a_j ≤ 1}. */
  private static final double OVERSTEP = 1e-12;

  /**
   * Solves both problems.
   *
   * @param columns the a_j, each of length {@code rows}
   * @return empty if no t is feasible
   */
  static Optional<PackingProgram> solve(List<double[]> columns, int rows) {
    int m = columns.size();
    double[][] table = new double[m + 1][rows + m + 1];
    int[] basis = new int[m];
    for (int j = 0; j < m; j++) {
      System.arraycopy(columns.get(j), 0, table[j], 0, rows);
      table[j][rows + j] = 1;
      table[j][rows + m] = 1;
      basis[j] = rows + j;
    }
    for (int i = 0; i < rows; i++) {
      table[m][i] = 1;
    }
    boolean bland = false;
    while (true) {
      int entering = entering(table[m], rows + m, bland);
      if (entering < 0) {
        return Optional.of(read(table, basis, rows));
      }
      int leaving = leaving(table, basis, entering);
      if (leaving < 0) {
        return Optional.empty();
      }
      bland = table[leaving][rows + m] <= NEGLIGIBLE;
      pivot(table, leaving, entering);
      basis[leaving] = entering;
    }
  }

  private static int entering(double[] costs, int count, boolean bland) {
    int best = -1;
    double value = NEGLIGIBLE;
    for (int j = 0; j < count; j++) {
      if (costs[j] > value) {
        best = j;
        if (bland) {
          return best;
        }
        value = costs[j];
      }
    }
    return best;
  }

  /**
   * The ratio test of Harris (Mathematical Programming 5, 1973): the constraints may be overstepped
   * by a little, and of the rows that then allow the step the one with the largest pivot leaves.
   * Without it, nearly parallel columns lead to pivots that are rounding errors.
   */
  private static int leaving(double[][] table, int[] basis, int entering) {
    int last = table[0].length - 1;
    double largest = 0;
    for (int j = 0; j < basis.length; j++) {
      largest = Math.max(largest, table[j][entering]);
    }
    double smallest = SMALLEST_PIVOT * largest;
    double limit = Double.POSITIVE_INFINITY;
    for (int j = 0; j < basis.length; j++) {
      double pivot = table[j][entering];
      if (pivot > smallest && pivot > NEGLIGIBLE) {
        limit = Math.min(limit, (Math.max(0, table[j][last]) + OVERSTEP) / pivot);
      }
    }
    int best = -1;
    for (int j = 0; j < basis.length; j++) {
      double pivot = table[j][entering];
      if (pivot > smallest
          && pivot > NEGLIGIBLE
          && Math.max(0, table[j][last]) / pivot <= limit
          && (best < 0 || pivot > table[best][entering])) {
        best = j;
      }
    }
    return best;
  }

  private static void pivot(double[][] table, int row, int column) {
    double[] pivot = table[row];
    double p = pivot[column];
    for (int j = 0; j < pivot.length; j++) {
      pivot[j] /= p;
    }
    pivot[column] = 1;
    for (int i = 0; i < table.length; i++) {
      double factor = table[i][column];
      if (i != row && factor != 0) {
        Vectors.addScaled(-factor, pivot, table[i]);
        table[i][column] = 0;
      }
    }
  }

  private static PackingProgram read(double[][] table, int[] basis, int rows) {
    int m = basis.length;
    double[] lambda = new double[rows];
    double[] t = new double[m];
    for (int j = 0; j < m; j++) {
      if (basis[j] < rows) {
        lambda[basis[j]] = Math.max(0, table[j][rows + m]);
      }
      t[j] = Math.max(0, -table[m][rows + j]);
    }
    return new PackingProgram(t, lambda);
  }
}
