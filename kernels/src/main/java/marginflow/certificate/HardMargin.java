package marginflow.certificate;

import java.util.ArrayList;
import java.util.List;
import marginflow.network.Dataset;

/**
 * The hard-margin support vector machine through the origin, {@code γ_svm = max_{‖w‖=1} min_i y_i
 * w·x_i}, with a bound on either side that stands by itself: any w gives a lower bound, and any
 * {@code a ≥ 0} gives {@code γ_svm ≤ ‖Σ a_i y_i x_i‖ / Σ a_i}.
 *
 * <p>Solved as the least-distance problem of Lawson and Hanson (ch. 23.4) by projecting {@code (0,
 * 1)} on the cone of the columns {@code (y_i x_i / s, 1)}. The answer is well-conditioned when s is
 * near γ_svm, so the projection is repeated with s taken from the one before; then w and a are
 * solved once more on the support alone.
 *
 * @param w the direction, of norm 1; zero where the data has no separating one
 * @param multipliers the a of the upper bound, one per sample
 * @param bound lower and upper bound of γ_svm, rounding included
 */
public record HardMargin(double[] w, double[] multipliers, MarginBound bound) {

  /** Whether a separating direction was found. */
  public boolean separable() {
    return bound.lower() > 0;
  }

  /** Solves the problem for labelled data. */
  public static HardMargin of(Dataset data) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < data.n(); i++) {
      double[] p = new double[data.d()];
      for (int j = 0; j < p.length; j++) {
        p[j] = data.y()[i] * data.x().get(i, j);
      }
      points.add(p);
    }
    return of(points, data.d());
  }

  /** Solves {@code max_{‖w‖=1} min_i w·p_i}. */
  static HardMargin of(List<double[]> points, int dimension) {
    double scale = 0;
    for (double[] p : points) {
      scale = Math.max(scale, Vectors.norm(p));
    }
    HardMargin best = assess(points, new double[dimension], new double[points.size()]);
    if (scale == 0) {
      return best;
    }
    while (true) {
      HardMargin next = solve(points, dimension, scale);
      if (!(next.gap() < best.gap())) {
        return best;
      }
      best = next;
      if (!best.separable()) {
        return best;
      }
      scale = best.bound.lower();
    }
  }

  private double gap() {
    return bound.upper() - Math.max(0, bound.lower());
  }

  private static HardMargin solve(List<double[]> points, int dimension, double scale) {
    List<double[]> columns = new ArrayList<>();
    for (double[] p : points) {
      double[] column = java.util.Arrays.copyOf(Vectors.scaled(1 / scale, p), dimension + 1);
      column[dimension] = 1;
      columns.add(column);
    }
    double[] target = new double[dimension + 1];
    target[dimension] = 1;
    var projection = NonNegativeLeastSquares.project(Cone.of(columns, dimension + 1), target);
    double[] a = new double[points.size()];
    double[] w = new double[dimension];
    int[] support = new int[projection.keys().size()];
    for (int k = 0; k < support.length; k++) {
      support[k] = (int) projection.keys().get(k);
      a[support[k]] = projection.weights()[k];
      Vectors.addScaled(a[support[k]], points.get(support[k]), w);
    }
    HardMargin raw = assess(points, w, a);
    HardMargin refined = refine(points, dimension, support);
    return refined.gap() < raw.gap() ? refined : raw;
  }

  /** The shortest w with w·p = 1 on the support, and the weights that make it. */
  private static HardMargin refine(List<double[]> points, int dimension, int[] support) {
    UpdatedQr qr = new UpdatedQr(dimension);
    double[] ones = new double[support.length];
    java.util.Arrays.fill(ones, 1);
    double[] a = new double[points.size()];
    for (int i : support) {
      if (!qr.append(points.get(i))) {
        return assess(points, new double[dimension], a);
      }
    }
    double[] w = qr.leastNorm(ones);
    double[] onSupport = qr.solve(w);
    for (int k = 0; k < support.length; k++) {
      a[support[k]] = Math.max(0, onSupport[k]);
    }
    return assess(points, w, a);
  }

  /**
   * Both bounds from any w and any a ≥ 0, widened by the rounding errors of their own evaluation.
   */
  private static HardMargin assess(List<double[]> points, double[] w, double[] a) {
    double norm = Vectors.norm(w);
    double[] unit = norm > 0 ? Vectors.scaled(1 / norm, w) : w;
    int d = w.length;
    double lower = Double.POSITIVE_INFINITY;
    double largest = 0;
    double[] sum = new double[d];
    double weight = 0;
    double size = 0;
    for (int i = 0; i < a.length; i++) {
      double[] p = points.get(i);
      double error = 0;
      for (int j = 0; j < d; j++) {
        error += Math.abs(unit[j] * p[j]);
      }
      lower = Math.min(lower, Vectors.dot(unit, p) - Vectors.gamma(2 * d + 4) * error);
      largest = Math.max(largest, Vectors.norm(p));
      Vectors.addScaled(a[i], p, sum);
      weight += a[i];
      size += a[i] * Vectors.norm(p);
    }
    int terms = (int) java.util.Arrays.stream(a).filter(v -> v > 0).count();
    double upper =
        weight > 0
            ? (Vectors.norm(sum) + Vectors.gamma(terms + 2) * size)
                / weight
                * (1 + Vectors.gamma(d + terms + 4))
            : largest;
    return new HardMargin(unit, a, new MarginBound(points.isEmpty() ? 0 : lower, upper));
  }
}
