package marginflow.certificate.bound;

import java.util.ArrayList;
import java.util.List;
import marginflow.linalg.StopRequest;
import marginflow.linalg.Vectors;

/**
 * {@code F(v) = Σ_i c_i φ(v·x_i)}, {@code φ(z) = max(z, αz)}, on the span of its points: what a
 * neuron of unit weights v would gain in the dual of the two-layer max-margin problem.
 *
 * @param points the x_i in coordinates of an orthonormal basis of their span
 * @param coefficients the c_i
 * @param alpha slope of the negative side
 * @param basis rows that span, each of the original dimension
 */
public record DualFunction(
    List<double[]> points, double[] coefficients, double alpha, List<double[]> basis) {

  /** Builds the function, leaving out points with a zero coefficient. */
  public static DualFunction of(List<double[]> points, double[] coefficients, double alpha) {
    List<double[]> kept = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    List<double[]> basis = new ArrayList<>();
    for (int i = 0; i < coefficients.length; i++) {
      if (coefficients[i] != 0) {
        StopRequest.check();
        kept.add(points.get(i));
        weights.add(coefficients[i]);
        extend(basis, points.get(i));
      }
    }
    List<double[]> reduced = new ArrayList<>();
    for (double[] p : kept) {
      reduced.add(basis.stream().mapToDouble(q -> Vectors.dot(q, p)).toArray());
    }
    double[] c = weights.stream().mapToDouble(Double::doubleValue).toArray();
    return new DualFunction(reduced, c, alpha, basis);
  }

  private static void extend(List<double[]> basis, double[] point) {
    double[] rest = point.clone();
    for (int pass = 0; pass < 2; pass++) {
      for (double[] q : basis) {
        Vectors.addScaled(-Vectors.dot(q, rest), q, rest);
      }
    }
    double left = Vectors.norm(rest);
    if (left > Vectors.gamma(4 * point.length + 4) * Vectors.norm(point)) {
      basis.add(Vectors.scaled(1 / left, rest));
    }
  }

  int dimension() {
    return basis.size();
  }

  /** {@code −F}. */
  DualFunction negated() {
    return new DualFunction(points, Vectors.scaled(-1, coefficients), alpha, basis);
  }

  /** F at a v of any norm, in reduced coordinates. */
  double value(double[] v) {
    double sum = 0;
    for (int i = 0; i < coefficients.length; i++) {
      double z = Vectors.dot(v, points.get(i));
      sum += coefficients[i] * Math.max(z, alpha * z);
    }
    return sum;
  }

  /** Bound of the rounding error of {@link #value} at any unit v. */
  double rounding() {
    double size = 0;
    for (int i = 0; i < coefficients.length; i++) {
      size += Math.abs(coefficients[i]) * Vectors.norm(points.get(i));
    }
    return Vectors.gamma(coefficients.length + 2 * dimension() + 4) * size;
  }

  /** v in the original coordinates. */
  double[] lift(double[] v) {
    double[] out = new double[basis.isEmpty() ? 0 : basis.getFirst().length];
    for (int k = 0; k < v.length; k++) {
      Vectors.addScaled(v[k], basis.get(k), out);
    }
    return out;
  }
}
