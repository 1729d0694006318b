package marginflow.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import marginflow.certificate.problem.Neurons;
import marginflow.certificate.problem.SignedPoints;
import marginflow.certificate.problem.Structure;
import marginflow.linalg.Cone;
import marginflow.linalg.NonNegativeLeastSquares;
import marginflow.linalg.Vectors;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;

/**
 * The first layer of a small two-layer network with the second held: {@code min ‖W‖²} subject to
 * {@code y_i Σ_k a_k φ(w_k·x_i) ≥ 1}, exactly, as the best of one least-distance problem (Lawson
 * and Hanson, ch. 23.4) per activation pattern.
 *
 * @param normSquared the smallest ‖W‖²
 * @param weights the W that has it, row-major
 */
public record LayerOptimum(double normSquared, double[] weights) {

  /** Kinks of a neuron and a sample up to which all patterns are tried. */
  public static final int PAIR_LIMIT = 12;

  /**
   * Solves the problem at the second layer of θ.
   *
   * @return empty if no pattern is feasible
   * @throws IllegalArgumentException if the network has not two layers, or too many kinks
   */
  public static Optional<LayerOptimum> of(FullyConnected net, Dataset data, double[] theta) {
    if (!(Structure.of(net) instanceof Structure.TwoLayer shape)) {
      throw new IllegalArgumentException(
          "expected one hidden layer with a kink, found " + net.spec());
    }
    int kinks = shape.width() * data.n();
    if (kinks > PAIR_LIMIT) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "expected at most %d kinks, found %d", PAIR_LIMIT, kinks));
    }
    double[] a = Neurons.of(theta, shape).a();
    SignedPoints points = SignedPoints.of(data);
    Optional<LayerOptimum> best = Optional.empty();
    for (int pattern = 0; pattern < 1 << kinks; pattern++) {
      Optional<LayerOptimum> here = onPattern(points, shape, a, pattern);
      if (here.isPresent()
          && here.get().normSquared
              < best.map(LayerOptimum::normSquared).orElse(Double.POSITIVE_INFINITY)) {
        best = here;
      }
    }
    return best;
  }

  /** Constraints {@code g·W ≥ h} become columns (g, h); W follows from the projection of (0, 1). */
  private static Optional<LayerOptimum> onPattern(
      SignedPoints data, Structure.TwoLayer shape, double[] a, int pattern) {
    int size = shape.width() * shape.inputs();
    List<double[]> columns = new ArrayList<>();
    for (int i = 0; i < data.n(); i++) {
      double[] margin = new double[size + 1];
      margin[size] = 1;
      for (int k = 0; k < shape.width(); k++) {
        boolean positive = (pattern >> (k * data.n() + i) & 1) == 1;
        double slope = positive ? 1 : shape.alpha();
        double[] side = new double[size + 1];
        for (int j = 0; j < shape.inputs(); j++) {
          double x = data.x().get(i)[j];
          margin[k * shape.inputs() + j] = data.y()[i] * a[k] * slope * x;
          side[k * shape.inputs() + j] = positive ? x : -x;
        }
        columns.add(side);
      }
      columns.add(margin);
    }
    double[] target = new double[size + 1];
    target[size] = 1;
    double[] residual =
        NonNegativeLeastSquares.project(Cone.of(columns, size + 1), target).residual();
    // The residual's last entry is its own squared norm; at rounding level nothing is feasible.
    if (!(residual[size] > Vectors.gamma(100 * size))) {
      return Optional.empty();
    }
    double[] w = Vectors.scaled(-1 / residual[size], java.util.Arrays.copyOf(residual, size));
    return Optional.of(new LayerOptimum(Vectors.dot(w, w), w));
  }
}
