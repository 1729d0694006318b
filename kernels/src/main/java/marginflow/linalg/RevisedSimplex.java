package marginflow.linalg;

import java.util.Arrays;
import java.util.BitSet;
import marginflow.array.Matrix;

/**
 * The linear programs of {@link CoveringProgram} by the revised simplex method on the cover side
 * (Dantzig), one row of the basis per sample: columns may be added between two calls of {@link
 * #solve}, which then goes on from the basis it had. Pivots go by the largest reduced cost, and by
 * Bland's rule after a degenerate one until the objective moves again. In exact arithmetic that
 * rules out cycling; against nearly parallel columns, whose reduced costs are rounding errors, the
 * program ends as well when as many pivots as there are variables have gained nothing. Both
 * solutions are refined against the columns themselves.
 */
public final class RevisedSimplex {

  /** Reduced costs and pivots below this share of their scale are rounding errors. */
  private static final double NEGLIGIBLE = 0x1p-40;

  /** Pivots below this share of their column's largest would cost half of all digits. */
  private static final double SMALLEST_PIVOT = 1e-8;

  /** By how much a step may overstep {@code t ≥ 0}, relative to the largest t. */
  private static final double OVERSTEP = 1e-13;

  /** Relative decrease below which a pivot has gained nothing: the objective's own rounding. */
  private static final double PROGRESS = 1e-14;

  /** Pivots after which the inverse is made anew: each costs a little of its accuracy. */
  private static final int REFRESH = 100;

  private final int rows;

  /** The columns a_j as columns, of which there is room for some more. */
  private Matrix columns;

  private int count;

  /** Variables below {@link #rows} are surpluses, below twice that artificial, then the t_j. */
  private final int[] basis;

  private final Matrix inverse;
  private final double[] x;
  private final double[] lambda;
  private final BitSet basic = new BitSet();
  private int pivots;
  private boolean feasible;

  /** A program without columns. */
  public RevisedSimplex(int rows) {
    this.rows = rows;
    this.basis = new int[rows];
    this.columns = Matrix.zeros(rows, 16);
    this.inverse = Matrix.zeros(rows, rows);
    this.x = new double[rows];
    this.lambda = new double[rows];
    for (int i = 0; i < rows; i++) {
      basis[i] = rows + i;
      inverse.set(i, i, 1);
      x[i] = 1;
    }
    basic.set(rows, 2 * rows);
  }

  /** Adds a column a_j, length {@code rows}. */
  public void add(double[] column) {
    if (count == columns.cols()) {
      Matrix larger = Matrix.zeros(rows, 2 * count);
      for (int i = 0; i < rows; i++) {
        System.arraycopy(columns.data(), columns.row(i), larger.data(), larger.row(i), count);
      }
      columns = larger;
    }
    for (int i = 0; i < rows; i++) {
      columns.data()[columns.row(i) + count] = column[i];
    }
    count++;
  }

  /** The solution of the cover problem, one entry per column. */
  public double[] t() {
    double[] t = new double[count];
    for (int i = 0; i < rows; i++) {
      if (basis[i] >= 2 * rows) {
        t[basis[i] - 2 * rows] = Math.max(0, x[i]);
      }
    }
    return t;
  }

  /** The solution of the packing problem, one entry per row, zero where the cover has surplus. */
  public double[] lambda() {
    double[] positive = new double[rows];
    for (int i = 0; i < rows; i++) {
      positive[i] = basic.get(i) ? 0 : Math.max(0, lambda[i]);
    }
    return positive;
  }

  /** Solves both problems over the columns there are; false if no t is feasible. */
  public boolean solve() {
    if (!feasible) {
      minimize(true);
      feasible = objective(true) <= NEGLIGIBLE * rows;
    }
    if (feasible) {
      minimize(false);
    }
    return feasible;
  }

  private boolean artificial(int variable) {
    return variable >= rows && variable < 2 * rows;
  }

  private double cost(int variable, boolean artificialOnly) {
    return artificialOnly ? artificial(variable) ? 1 : 0 : variable >= 2 * rows ? 1 : 0;
  }

  private void minimize(boolean artificialOnly) {
    refine(artificialOnly);
    double least = objective(artificialOnly);
    int stalled = 0;
    while (stalled <= rows + count) {
      StopRequest.check();
      int entering = entering(artificialOnly, stalled > 0);
      if (entering < 0) {
        return;
      }
      double[] step = times(entering);
      int leaving = leaving(step, artificialOnly);
      if (leaving < 0) {
        return;
      }
      pivot(leaving, entering, step);
      refine(artificialOnly);
      double next = objective(artificialOnly);
      boolean fell = next < least - PROGRESS * (1 + Math.abs(least));
      stalled = fell ? 0 : stalled + 1;
      least = Math.min(least, next);
    }
  }

  private double objective(boolean artificialOnly) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += cost(basis[i], artificialOnly) * Math.max(0, x[i]);
    }
    return sum;
  }

  /** Solutions from the inverse, each refined once against the basis itself. */
  private void refine(boolean artificialOnly) {
    double[] residual = new double[rows];
    Arrays.fill(residual, 1);
    for (int i = 0; i < rows; i++) {
      subtract(basis[i], x[i], residual);
    }
    double[] correction = new double[rows];
    Gemv.times(inverse, rows, rows, residual, correction);
    double[] missing = new double[rows];
    for (int i = 0; i < rows; i++) {
      x[i] += correction[i];
      missing[i] = cost(basis[i], artificialOnly);
    }
    Arrays.fill(lambda, 0);
    Gemv.addRows(inverse, rows, rows, missing, lambda, 0);
    double[] prices = prices();
    for (int i = 0; i < rows; i++) {
      missing[i] = cost(basis[i], artificialOnly) - price(basis[i], prices);
    }
    Gemv.addRows(inverse, rows, rows, missing, lambda, 0);
  }

  /** {@code λ · a_j} of every column, one chain of sums in the order of the rows each. */
  private double[] prices() {
    double[] prices = new double[count];
    Gemv.addRows(columns, rows, count, lambda, prices, 0);
    return prices;
  }

  /** {@code λ · a} of a variable's column. */
  private double price(int variable, double[] prices) {
    if (variable < rows) {
      return -lambda[variable];
    }
    return variable < 2 * rows ? lambda[variable - rows] : prices[variable - 2 * rows];
  }

  /** The column of a variable. */
  private double[] column(int variable) {
    double[] column = new double[rows];
    subtract(variable, -1, column);
    return column;
  }

  private void subtract(int variable, double weight, double[] from) {
    if (variable < rows) {
      from[variable] += weight;
    } else if (variable < 2 * rows) {
      from[variable - rows] -= weight;
    } else {
      int j = variable - 2 * rows;
      for (int i = 0; i < rows; i++) {
        from[i] = Math.fma(-weight, columns.data()[columns.row(i) + j], from[i]);
      }
    }
  }

  private int entering(boolean artificialOnly, boolean bland) {
    int best = -1;
    double value = NEGLIGIBLE;
    double size = 1;
    for (double l : lambda) {
      size = Math.max(size, Math.abs(l));
    }
    double[] prices = prices();
    for (int v = 0; v < 2 * rows + count; v++) {
      if (!basic.get(v) && !artificial(v)) {
        double gain = price(v, prices) - cost(v, artificialOnly);
        gain = v < rows ? gain / size : gain;
        if (gain > value) {
          best = v;
          if (bland) {
            return best;
          }
          value = gain;
        }
      }
    }
    return best;
  }

  /** The inverse of the basis times a variable's column. */
  private double[] times(int variable) {
    double[] out = new double[rows];
    if (variable >= 2 * rows) {
      Gemv.times(inverse, rows, rows, column(variable), out);
      return out;
    }
    int j = variable < rows ? variable : variable - rows;
    for (int i = 0; i < rows; i++) {
      double entry = inverse.data()[inverse.row(i) + j];
      out[i] = variable < rows ? -entry : entry;
    }
    return out;
  }

  /**
   * The ratio test of Harris (Mathematical Programming 5, 1973): bounds may be overstepped by a
   * little, and of the rows that then allow the step the one with the largest pivot leaves. Without
   * it, nearly parallel columns lead to pivots that are rounding errors. Artificial variables, once
   * zero, stay so: they leave at the first chance.
   */
  private int leaving(double[] step, boolean artificialOnly) {
    double largest = 0;
    double scale = 1;
    for (int i = 0; i < rows; i++) {
      largest = Math.max(largest, Math.abs(step[i]));
      scale = Math.max(scale, x[i]);
    }
    double smallest = Math.max(SMALLEST_PIVOT * largest, NEGLIGIBLE);
    double limit = Double.POSITIVE_INFINITY;
    for (int i = 0; i < rows; i++) {
      if (!artificialOnly && artificial(basis[i]) && Math.abs(step[i]) > smallest) {
        return i;
      }
      if (step[i] > smallest) {
        limit = Math.min(limit, (Math.max(0, x[i]) + OVERSTEP * scale) / step[i]);
      }
    }
    int best = -1;
    for (int i = 0; i < rows; i++) {
      if (step[i] > smallest
          && Math.max(0, x[i]) / step[i] <= limit
          && (best < 0 || step[i] > step[best])) {
        best = i;
      }
    }
    return best;
  }

  private void pivot(int leaving, int entering, double[] step) {
    double theta = Math.max(0, x[leaving]) / step[leaving];
    double[] d = inverse.data();
    int pivotal = inverse.row(leaving);
    for (int i = 0; i < rows; i++) {
      if (i != leaving && step[i] != 0) {
        x[i] -= theta * step[i];
        Gemv.axpy(-step[i] / step[leaving], d, pivotal, d, inverse.row(i), rows);
      }
    }
    for (int k = pivotal; k < pivotal + rows; k++) {
      d[k] *= 1 / step[leaving];
    }
    x[leaving] = theta;
    basic.set(basis[leaving], false);
    basic.set(entering, true);
    basis[leaving] = entering;
    if (++pivots % REFRESH == 0) {
      invert();
    }
  }

  /** The inverse anew, by Gauss–Jordan elimination with row pivoting. */
  private void invert() {
    double[][] a = new double[rows][2 * rows];
    for (int j = 0; j < rows; j++) {
      double[] column = column(basis[j]);
      for (int i = 0; i < rows; i++) {
        a[i][j] = column[i];
      }
      a[j][rows + j] = 1;
    }
    for (int j = 0; j < rows; j++) {
      StopRequest.check();
      int best = j;
      for (int i = j + 1; i < rows; i++) {
        best = Math.abs(a[i][j]) > Math.abs(a[best][j]) ? i : best;
      }
      if (a[best][j] == 0) {
        return;
      }
      double[] row = Vectors.scaled(1 / a[best][j], a[best]);
      a[best] = a[j];
      a[j] = row;
      for (int i = 0; i < rows; i++) {
        if (i != j && a[i][j] != 0) {
          Gemv.axpy(-a[i][j], row, j, a[i], j, 2 * rows - j);
        }
      }
    }
    for (int i = 0; i < rows; i++) {
      System.arraycopy(a[i], rows, inverse.data(), inverse.row(i), rows);
    }
  }
}
