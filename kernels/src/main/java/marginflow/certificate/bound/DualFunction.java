package marginflow.certificate.bound;

import java.util.ArrayList;
import java.util.List;
import marginflow.linalg.Span;
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
    for (int i = 0; i < coefficients.length; i++) {
      if (coefficients[i] != 0) {
        kept.add(points.get(i));
        weights.add(coefficients[i]);
      }
    }
    Span span = Span.of(kept);
    double[] c = weights.stream().mapToDouble(Double::doubleValue).toArray();
    return new DualFunction(span.coordinates(), c, alpha, span.basis());
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
    return new Span(basis, points).lift(v, basis.isEmpty() ? 0 : basis.getFirst().length);
  }
}
