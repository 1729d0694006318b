package marginflow.certificate.bound;

import java.util.ArrayList;
import java.util.List;
import marginflow.certificate.verdict.MarginBound;
import marginflow.linalg.Cone;
import marginflow.linalg.NearestPoint;
import marginflow.linalg.NonNegativeLeastSquares;
import marginflow.linalg.UpdatedQr;
import marginflow.linalg.Vectors;
import marginflow.network.Dataset;

/**
 * The hard-margin support vector machine through the origin, {@code γ_svm = max_{‖w‖=1} min_i y_i
 * w·x_i}, with a bound on either side that stands by itself: any w gives a lower bound, and any
 * {@code a ≥ 0} gives {@code γ_svm ≤ ‖Σ a_i y_i x_i‖ / Σ a_i}.
 *
 * <p>Solved as the least-distance problem of Lawson and Hanson (ch. 23.4) by projecting {@code (0,
 * 1)} on the cone of the columns {@code (y_i x_i / s, 1)}. The answer is well-conditioned when s is
 * near γ_svm, so the projection is repeated with s taken from the one before; then w and a are
 * solved once more on the support alone. Where the bounds still do not meet, as with features of
 * unlike scale, {@link NearestPoint} solves the problem in twice the precision.
 *
 * @param w the direction, of norm 1; zero where the data has no separating one
 * @param multipliers the a of the upper bound, one per sample
 * @param bound lower and upper bound of γ_svm, rounding included
 */
public record HardMargin(double[] w, double[] multipliers, MarginBound bound) {

  /** Bounds this close, relative to the margin, have met: far below what any verdict asks for. */
  private static final double CLOSED = 1e-10;

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
  public static HardMargin of(List<double[]> points, int dimension) {
    HardMargin plain = inDoublePrecision(points, dimension);
    if (plain.gap() <= CLOSED * plain.bound.upper()) {
      return plain;
    }
    return NearestPoint.of(points, dimension)
        .map(nearest -> assess(points, nearest.point(), nearest.weights()))
        .filter(wide -> wide.gap() < plain.gap())
        .orElse(plain);
  }

  private static HardMargin inDoublePrecision(List<double[]> points, int dimension) {
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
      support[k] = projection.keys().get(k);
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
    double lower = points.isEmpty() ? 0 : lower(points, unit);
    return new HardMargin(unit, a, new MarginBound(lower, upper(points, a, w.length)));
  }

  private static double lower(List<double[]> points, double[] unit) {
    int d = unit.length;
    double lower = Double.POSITIVE_INFINITY;
    double squared = Vectors.gamma(d) * Vectors.gamma(d);
    for (double[] p : points) {
      double size = 0;
      for (int j = 0; j < d; j++) {
        size += Math.abs(unit[j] * p[j]);
      }
      double along = Vectors.accurateDot(unit, p);
      lower = Math.min(lower, along - Vectors.gamma(2) * Math.abs(along) - 2 * squared * size);
    }
    // The unit vector has length 1 to rounding only.
    double length = Vectors.norm(unit);
    return lower > 0 ? lower / Math.max(1, length) * (1 - Vectors.gamma(d + 4)) : lower;
  }

  private static double upper(List<double[]> points, double[] a, int d) {
    double weight = Vectors.sum(a);
    if (!(weight > 0)) {
      return points.stream().mapToDouble(Vectors::norm).max().orElse(0);
    }
    int[] used = java.util.stream.IntStream.range(0, a.length).filter(i -> a[i] > 0).toArray();
    double[] onUsed = java.util.Arrays.stream(used).mapToDouble(i -> a[i]).toArray();
    double[] sum = new double[d];
    double[] error = new double[d];
    double squared = Vectors.gamma(used.length) * Vectors.gamma(used.length);
    for (int j = 0; j < d; j++) {
      int coordinate = j;
      double[] column =
          java.util.Arrays.stream(used).mapToDouble(i -> points.get(i)[coordinate]).toArray();
      double size = 0;
      for (int k = 0; k < column.length; k++) {
        size += Math.abs(onUsed[k] * column[k]);
      }
      sum[j] = Vectors.accurateDot(onUsed, column);
      error[j] = Vectors.gamma(2) * Math.abs(sum[j]) + 2 * squared * size;
    }
    double length = (Vectors.norm(sum) + Vectors.norm(error)) * (1 + Vectors.gamma(d + 4));
    return length / weight * (1 + Vectors.gamma(used.length + 4));
  }
}
