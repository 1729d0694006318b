package marginflow.linalg;

import java.util.Arrays;
import java.util.List;

/**
 * {@code min ‖b − Σ x_j a_j‖} subject to {@code 0 ≤ x_j ≤ u_j}, {@code u_j} possibly infinite, by
 * the active-set method of Stark and Parker (BVLS, Computational Statistics 10, 1995). Ends when no
 * variable can move, or moving any one no longer pays in double precision.
 */
public final class BoxLeastSquares {

  /**
   * A solution.
   *
   * @param x the variables
   * @param residual {@code b − Σ x_j a_j}
   */
  public record Solution(double[] x, double[] residual) {}

  private final List<double[]> columns;
  private final double[] upper;
  private final double[] b;
  private final double[] norms;
  private final double[] x;
  private final UpdatedQr qr;

  /** Variables between their bounds, in the order of the factorization's columns. */
  private final int[] free;

  private final boolean[] isFree;
  private int freeCount;

  /** State to go back to. */
  private final double[] before;

  private final int[] freeBefore;

  private BoxLeastSquares(List<double[]> columns, double[] upper, double[] b) {
    this.columns = columns;
    this.upper = upper;
    this.b = b;
    this.x = new double[upper.length];
    this.norms = new double[upper.length];
    for (int j = 0; j < norms.length; j++) {
      norms[j] = Vectors.norm(columns.get(j));
    }
    this.qr = new UpdatedQr(b.length);
    this.free = new int[upper.length];
    this.isFree = new boolean[upper.length];
    this.before = new double[upper.length];
    this.freeBefore = new int[upper.length];
  }

  /** Solves the problem from x = 0. */
  public static Solution solve(List<double[]> columns, double[] upper, double[] b) {
    return new BoxLeastSquares(columns, upper, b).run();
  }

  private Solution run() {
    double[] residual = residual();
    double size = Vectors.norm(b);
    for (int j = 0; j < upper.length; j++) {
      size += upper[j] == Double.POSITIVE_INFINITY ? 0 : upper[j] * norms[j];
    }
    double rounding = Vectors.gamma(b.length + upper.length) * size;
    double distance = Vectors.norm(residual);
    boolean[] refused = new boolean[upper.length];
    while (true) {
      StopRequest.check();
      int entering = entering(residual, rounding, refused);
      if (entering < 0) {
        return new Solution(x, residual);
      }
      if (!qr.append(columns.get(entering))) {
        refused[entering] = true;
        continue;
      }
      System.arraycopy(x, 0, before, 0, x.length);
      System.arraycopy(free, 0, freeBefore, 0, freeCount);
      int countBefore = freeCount;
      add(entering);
      descend();
      double[] next = residual();
      double nextDistance = Vectors.norm(next);
      if (nextDistance < distance) {
        residual = next;
        distance = nextDistance;
        Arrays.fill(refused, false);
      } else {
        System.arraycopy(before, 0, x, 0, x.length);
        restore(countBefore);
        refused[entering] = true;
      }
    }
  }

  private void add(int variable) {
    free[freeCount++] = variable;
    isFree[variable] = true;
  }

  private void restore(int count) {
    while (qr.columns() > 0) {
      qr.remove(qr.columns() - 1);
    }
    Arrays.fill(isFree, false);
    freeCount = 0;
    for (int k = 0; k < count; k++) {
      qr.append(columns.get(freeBefore[k]));
      add(freeBefore[k]);
    }
  }

  private double[] residual() {
    double[] residual = b.clone();
    for (int j = 0; j < x.length; j++) {
      if (x[j] != 0) {
        Vectors.addScaled(-x[j], columns.get(j), residual);
      }
    }
    return residual;
  }

  private int entering(double[] residual, double rounding, boolean[] refused) {
    int best = -1;
    double value = rounding;
    for (int j = 0; j < upper.length; j++) {
      if (norms[j] > 0 && upper[j] > 0 && !refused[j] && !isFree[j]) {
        double slope = Vectors.dot(residual, columns.get(j)) / norms[j];
        double gain = x[j] == 0 ? slope : -slope;
        if (gain > value) {
          value = gain;
          best = j;
        }
      }
    }
    return best;
  }

  /** Minimizes over the free variables, fixing those that reach a bound on the way. */
  private void descend() {
    while (freeCount > 0) {
      StopRequest.check();
      double[] rest = b.clone();
      for (int j = 0; j < x.length; j++) {
        if (x[j] != 0 && !isFree[j]) {
          Vectors.addScaled(-x[j], columns.get(j), rest);
        }
      }
      double[] target = qr.solve(rest);
      double step = 1;
      int blocking = -1;
      for (int k = 0; k < target.length; k++) {
        int j = free[k];
        double limit = target[k] <= 0 ? 0 : upper[j];
        if (target[k] <= 0 || target[k] >= upper[j]) {
          double ratio = (limit - x[j]) / (target[k] - x[j]);
          ratio = Double.isNaN(ratio) ? 0 : Math.clamp(ratio, 0, 1);
          if (blocking < 0 || ratio < step) {
            step = ratio;
            blocking = k;
          }
        }
      }
      for (int k = 0; k < target.length; k++) {
        int j = free[k];
        double moved = blocking < 0 ? target[k] : x[j] + step * (target[k] - x[j]);
        x[j] = Math.clamp(moved, 0, upper[j]);
      }
      if (blocking < 0) {
        return;
      }
      fix(blocking, target[blocking] <= 0);
    }
  }

  /** Leaves a free variable at a bound. */
  private void fix(int at, boolean low) {
    int j = free[at];
    x[j] = low ? 0 : upper[j];
    qr.remove(at);
    isFree[j] = false;
    System.arraycopy(free, at + 1, free, at, --freeCount - at);
  }
}
