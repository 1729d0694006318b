package marginflow.claims;

import marginflow.network.Dataset;

/**
 * The β of least {@code Q_μ(β) = μ Σ_j q(β_j / μ)}, {@code q(z) = 2 − √(4 + z²) + z asinh(z/2)},
 * subject to {@code y_i x_i·β ≥ 1}: {@code β = 2μ sinh(Σ_i λ_i y_i x_i)} with {@code λ ≥ 0}, zero
 * where the constraint is not tight, as {@code q' = asinh(z/2)}. Strictly convex, so that the
 * support which satisfies these conditions is the only one; all are tried.
 */
final class SinhMinimum {

  private static final int NEWTON_STEPS = 200;

  /** Constraints may be missed by the rounding of the small systems. */
  private static final double SLACK = 1e-9;

  private SinhMinimum() {}

  /**
   * The minimizer.
   *
   * @throws IllegalArgumentException if no support satisfies the conditions: the data is not
   *     separable
   */
  static double[] of(Dataset data, double mu) {
    double[][] rows = new double[data.n()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Problems.row(data, i);
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] *= data.y()[i];
      }
    }
    for (int support = 1; support < 1 << rows.length; support++) {
      double[][] active = new double[Integer.bitCount(support)][];
      int k = 0;
      for (int i = 0; i < rows.length; i++) {
        if ((support >> i & 1) == 1) {
          active[k++] = rows[i];
        }
      }
      double[] lambda = dual(active, mu);
      double[] beta = beta(active, lambda, mu);
      if (java.util.Arrays.stream(lambda).allMatch(l -> l >= 0)
          && java.util.Arrays.stream(rows).allMatch(r -> Problems.dot(r, beta) >= 1 - SLACK)) {
        return beta;
      }
    }
    throw new IllegalArgumentException(
        "%d samples, μ = %s: expected separable data".formatted(data.n(), mu));
  }

  private static double[] beta(double[][] active, double[] lambda, double mu) {
    double[] beta = force(active, lambda);
    for (int j = 0; j < beta.length; j++) {
      beta[j] = 2 * mu * Math.sinh(beta[j]);
    }
    return beta;
  }

  private static double[] force(double[][] active, double[] lambda) {
    double[] force = new double[active[0].length];
    for (int k = 0; k < lambda.length; k++) {
      for (int j = 0; j < force.length; j++) {
        force[j] += lambda[k] * active[k][j];
      }
    }
    return force;
  }

  /** Largest {@code Σλ − 2μ Σ_j cosh((Aᵀλ)_j)}, by Newton steps halved until they gain. */
  private static double[] dual(double[][] active, double mu) {
    double[] lambda = new double[active.length];
    for (int step = 0; step < NEWTON_STEPS; step++) {
      double[] way = newton(active, lambda, mu);
      double share = 1;
      double[] next = moved(lambda, way, share);
      while (!(value(active, next, mu) >= value(active, lambda, mu)) && share > 1e-12) {
        share /= 2;
        next = moved(lambda, way, share);
      }
      lambda = next;
    }
    return lambda;
  }

  private static double[] moved(double[] from, double[] way, double share) {
    double[] to = from.clone();
    for (int k = 0; k < to.length; k++) {
      to[k] += share * way[k];
    }
    return to;
  }

  private static double value(double[][] active, double[] lambda, double mu) {
    double value = java.util.Arrays.stream(lambda).sum();
    for (double f : force(active, lambda)) {
      value -= 2 * mu * Math.cosh(f);
    }
    return value;
  }

  /** Solves {@code A diag(2μ cosh) Aᵀ way = 1 − A β} by elimination; the matrix is definite. */
  private static double[] newton(double[][] active, double[] lambda, double mu) {
    int size = active.length;
    double[] force = force(active, lambda);
    double[] beta = beta(active, lambda, mu);
    double[][] system = new double[size][size + 1];
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        for (int j = 0; j < force.length; j++) {
          system[a][b] += 2 * mu * Math.cosh(force[j]) * active[a][j] * active[b][j];
        }
      }
      system[a][size] = 1 - Problems.dot(active[a], beta);
    }
    for (int pivot = 0; pivot < size; pivot++) {
      for (int a = 0; a < size; a++) {
        if (a != pivot) {
          double factor = system[a][pivot] / system[pivot][pivot];
          for (int b = pivot; b <= size; b++) {
            system[a][b] -= factor * system[pivot][b];
          }
        }
      }
    }
    double[] way = new double[size];
    for (int a = 0; a < size; a++) {
      way[a] = system[a][size] / system[a][a];
    }
    return way;
  }
}
