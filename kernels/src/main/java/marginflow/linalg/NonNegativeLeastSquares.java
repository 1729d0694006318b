package marginflow.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Projection of a point b on a convex cone, {@code min ‖b − Σ x_j a_j‖, x ≥ 0}, by the active-set
 * method of Lawson and Hanson (Solving Least Squares Problems, 1974, ch. 23), with generators
 * priced by a {@link Cone} and a factorization updated by {@link UpdatedQr}.
 *
 * <p>It ends when no generator makes an acute angle with the residual beyond the rounding error of
 * that inner product, or when the one that does no longer shortens the residual in double
 * precision. The objective falls strictly in between, so no set is visited twice and no iteration
 * limit is needed.
 *
 * @param <K> what the cone knows its generators by
 */
public final class NonNegativeLeastSquares<K> {

  /**
   * A projection.
   *
   * @param <K> what the cone knows its generators by
   * @param keys the generators in use
   * @param columns their coordinates
   * @param weights their positive weights
   * @param residual {@code b − Σ x_j a_j}
   */
  public record Projection<K>(
      List<K> keys, List<double[]> columns, double[] weights, double[] residual) {

    /** Norm of the residual. */
    public double distance() {
      return Vectors.norm(residual);
    }
  }

  private final Cone<K> cone;
  private final double[] b;
  private final UpdatedQr qr;
  private final List<K> keys = new ArrayList<>();
  private final List<double[]> columns = new ArrayList<>();
  private double[] weights = {};

  private NonNegativeLeastSquares(Cone<K> cone, double[] b) {
    this.cone = cone;
    this.b = b;
    this.qr = new UpdatedQr(b.length);
  }

  /** Projects b on the cone. */
  public static <K> Projection<K> project(Cone<K> cone, double[] b) {
    return new NonNegativeLeastSquares<>(cone, b).run();
  }

  private Projection<K> run() {
    double[] residual = b.clone();
    double distance = Vectors.norm(residual);
    double rounding = Vectors.gamma(b.length) * distance;
    while (true) {
      StopRequest.check();
      Optional<Cone.Candidate<K>> best = cone.best(residual).filter(a -> a.value() > rounding);
      if (best.isEmpty() || !qr.append(best.get().column())) {
        break;
      }
      Cone.Candidate<K> entering = best.get();
      List<K> keysBefore = List.copyOf(keys);
      List<double[]> columnsBefore = List.copyOf(columns);
      double[] weightsBefore = weights;
      keys.add(entering.key());
      columns.add(entering.column());
      weights = java.util.Arrays.copyOf(weights, weights.length + 1);
      descend();
      double[] next = residual();
      double nextDistance = Vectors.norm(next);
      if (!(nextDistance < distance)) {
        return new Projection<>(keysBefore, columnsBefore, weightsBefore, residual);
      }
      residual = next;
      distance = nextDistance;
    }
    return new Projection<>(List.copyOf(keys), List.copyOf(columns), weights, residual);
  }

  private double[] residual() {
    double[] residual = b.clone();
    qr.project(residual);
    return residual;
  }

  /** Moves to the unconstrained minimum over the columns in use, dropping those that reach zero. */
  private void descend() {
    while (true) {
      StopRequest.check();
      double[] target = qr.solve(b);
      double step = 1;
      int blocking = -1;
      for (int j = 0; j < target.length; j++) {
        if (target[j] <= 0) {
          double ratio = weights[j] / (weights[j] - target[j]);
          if (blocking < 0 || ratio < step) {
            step = ratio;
            blocking = j;
          }
        }
      }
      if (blocking < 0) {
        weights = target;
        return;
      }
      drop(target, Double.isNaN(step) ? 0 : step, blocking);
    }
  }

  private void drop(double[] target, double step, int blocking) {
    for (int j = 0; j < weights.length; j++) {
      weights[j] += step * (target[j] - weights[j]);
    }
    weights[blocking] = 0;
    for (int j = weights.length - 1; j >= 0; j--) {
      if (weights[j] <= 0 && target[j] <= 0) {
        qr.remove(j);
        keys.remove(j);
        columns.remove(j);
        weights = without(weights, j);
        target = without(target, j);
      }
    }
  }

  private static double[] without(double[] a, int index) {
    double[] out = new double[a.length - 1];
    System.arraycopy(a, 0, out, 0, index);
    System.arraycopy(a, index + 1, out, index, a.length - 1 - index);
    return out;
  }
}
