package marginflow.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * Projection on the cone {@code {Σ_i p_i (g_i + Σ_k ξ_ik n_ik) : p ≥ 0, 0 ≤ ξ ≤ 1}}, by the
 * active-set method of Lawson and Hanson (Solving Least Squares Problems, 1974, ch. 23) on the
 * corners of the rows, of which the best one for a residual switches on the kinks whose gain makes
 * an acute angle with it.
 */
final class GradientCone {

  /** A corner whose cosine with the residual is less brings nothing that double precision has. */
  private static final double ACUTE = 1e-10;

  /** Corners that are looked at: more than any cone here has had in use. */
  private static final int ROUNDS = 400;

  /** Makes normal equations of corners that nearly depend on each other solvable. */
  private static final double RIDGE = 1e-14;

  /**
   * One row.
   *
   * @param base its gradient with all kinks on their negative sides
   * @param gains what it gains from each kink
   */
  record Row(double[] base, List<double[]> gains) {}

  private final List<double[]> columns = new ArrayList<>();
  private double[] weights = {};
  private final double[] target;

  private GradientCone(double[] target) {
    this.target = target;
  }

  /** The point of the cone that is nearest to a target. */
  static double[] nearest(List<Row> rows, double[] target) {
    GradientCone cone = new GradientCone(target);
    double[] residual = target.clone();
    double length = length(target);
    for (int round = 0; round < ROUNDS; round++) {
      double[] corner = best(rows, residual);
      if (!(dot(corner, residual) > ACUTE * length(corner) * length)) {
        break;
      }
      double before = length(residual);
      List<double[]> kept = List.copyOf(cone.columns);
      double[] keptWeights = cone.weights;
      cone.enter(corner);
      double[] now = cone.residual();
      if (!(length(now) < before)) {
        cone.columns.clear();
        cone.columns.addAll(kept);
        cone.weights = keptWeights;
        break;
      }
      residual = now;
    }
    double[] point = target.clone();
    double[] left = cone.residual();
    for (int j = 0; j < point.length; j++) {
      point[j] -= left[j];
    }
    return point;
  }

  /** The corner with the largest cosine. */
  private static double[] best(List<Row> rows, double[] residual) {
    double[] best = new double[residual.length];
    double cosine = 0;
    for (Row row : rows) {
      double[] corner = row.base().clone();
      for (double[] gain : row.gains()) {
        if (dot(gain, residual) > 0) {
          for (int j = 0; j < corner.length; j++) {
            corner[j] += gain[j];
          }
        }
      }
      double found = dot(corner, residual) / Math.max(length(corner), Double.MIN_NORMAL);
      if (found > cosine) {
        cosine = found;
        best = corner;
      }
    }
    return best;
  }

  private void enter(double[] corner) {
    columns.add(corner);
    double[] from = java.util.Arrays.copyOf(weights, columns.size());
    while (true) {
      double[] to = solve();
      double share = 1;
      int first = -1;
      for (int j = 0; j < to.length; j++) {
        if (to[j] <= 0 && from[j] / (from[j] - to[j]) < share) {
          share = from[j] / (from[j] - to[j]);
          first = j;
        }
      }
      if (first < 0) {
        weights = to;
        return;
      }
      for (int j = 0; j < to.length; j++) {
        from[j] += share * (to[j] - from[j]);
      }
      columns.remove(first);
      double[] rest = new double[columns.size()];
      for (int j = 0; j < rest.length; j++) {
        rest[j] = from[j < first ? j : j + 1];
      }
      from = rest;
    }
  }

  private double[] solve() {
    int k = columns.size();
    double[][] gram = new double[k][k];
    double[] right = new double[k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        gram[i][j] = dot(columns.get(i), columns.get(j)) * (i == j ? 1 + RIDGE : 1);
      }
      right[i] = dot(columns.get(i), target);
    }
    return SmallSystem.solve(gram, right) ? right : new double[k];
  }

  private double[] residual() {
    double[] residual = target.clone();
    for (int c = 0; c < weights.length; c++) {
      double[] column = columns.get(c);
      for (int j = 0; j < residual.length; j++) {
        residual[j] -= weights[c] * column[j];
      }
    }
    return residual;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static double length(double[] v) {
    return Math.sqrt(dot(v, v));
  }
}
