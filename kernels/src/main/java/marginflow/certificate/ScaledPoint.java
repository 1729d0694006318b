package marginflow.certificate;

import java.util.Optional;
import marginflow.network.MarginModel;

/**
 * A direction, rescaled to {@code θ = u / γ(u)^{1/L}} so that {@code min q_i = 1}.
 *
 * @param theta the rescaled parameters
 * @param q margins there
 * @param normalizedMargin {@code γ(u)}
 * @param logSmallestMargin natural logarithm of the smallest margin before rescaling
 * @param degree homogeneity degree L
 */
record ScaledPoint(
    double[] theta, double[] q, double normalizedMargin, double logSmallestMargin, int degree) {

  /** Rescales θ; empty if some margin is not positive. */
  static Optional<ScaledPoint> of(MarginModel model, double[] theta) {
    int degree =
        model
            .degree()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "a network that is not homogeneous has no normalized margin"));
    double rho = Vectors.norm(theta);
    if (!(rho > 0) || !Double.isFinite(rho)) {
      return Optional.empty();
    }
    double[] u = new double[theta.length];
    for (int j = 0; j < u.length; j++) {
      u[j] = theta[j] / rho;
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
    double log = Math.log(gamma) + degree * Math.log(rho);
    return Optional.of(new ScaledPoint(scaled, q, margin, log, degree));
  }

  /** {@code ‖θ‖}. */
  double norm() {
    return Vectors.norm(theta);
  }

  /**
   * The natural window along a flow, {@code max(1e-9, 40 / q_min)} with the smallest margin before
   * rescaling: a sample further away weighs less than e^-40 in the gradient.
   */
  double naturalWindow() {
    return Math.max(1e-9, 40 * Math.exp(-logSmallestMargin));
  }
}
