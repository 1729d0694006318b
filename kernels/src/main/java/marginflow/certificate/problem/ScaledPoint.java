package marginflow.certificate.problem;

import java.util.Optional;
import marginflow.linalg.Vectors;
import marginflow.network.MarginModel;

/**
 * A direction, rescaled to {@code θ = u / γ(u)^{1/L}} so that {@code min q_i = 1}.
 *
 * @param theta the rescaled parameters
 * @param q margins there
 * @param normalizedMargin {@code γ(u)}
 * @param degree homogeneity degree L
 */
public record ScaledPoint(double[] theta, double[] q, double normalizedMargin, int degree) {

  /**
   * Rescales θ; empty if some margin is not positive. The largest weight becomes ±1 first:
   * quotients of weights, each rounded once, are the same doubles for θ and every {@code cθ}
   * without rounding errors of its own, and so is all that follows from them.
   */
  public static Optional<ScaledPoint> of(MarginModel model, double[] theta) {
    int degree =
        model
            .degree()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "a network that is not homogeneous has no normalized margin"));
    double largest = 0;
    for (double weight : theta) {
      largest = Math.max(largest, Math.abs(weight));
    }
    if (!(largest > 0) || !Double.isFinite(largest)) {
      return Optional.empty();
    }
    double[] u = theta.clone();
    for (int j = 0; j < u.length; j++) {
      u[j] /= largest;
    }
    double rho = Vectors.norm(u);
    for (int j = 0; j < u.length; j++) {
      u[j] /= rho;
    }
    model.evaluate(u);
    double gamma = Vectors.min(java.util.Arrays.copyOf(model.margins(), model.rows()));
    if (!(gamma > 0) || model.rows() == 0) {
      return Optional.empty();
    }
    double norm = Vectors.norm(u);
    double margin = gamma / Math.pow(norm, degree);
    double[] scaled = Vectors.scaled(Math.pow(gamma, -1.0 / degree), u);
    model.evaluate(scaled);
    double[] q = java.util.Arrays.copyOf(model.margins(), model.rows());
    return Optional.of(new ScaledPoint(scaled, q, margin, degree));
  }

  /** {@code ‖θ‖}. */
  public double norm() {
    return Vectors.norm(theta);
  }
}
