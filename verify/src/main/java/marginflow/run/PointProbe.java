package marginflow.run;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.certificate.kkt.TightWindow;
import marginflow.kernel.Kernels;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;

/**
 * What is asked of single points of a flow: the normalized margin, and the KKT residual in the
 * flow's natural window, which follows the norm.
 */
public final class PointProbe {

  private final Architecture net;
  private final Dataset data;
  private final Kernels kernels;
  private final Loss loss;
  private final MarginModel model;

  /**
   * A probe.
   *
   * @param kernels kernels that nobody else uses
   */
  PointProbe(Architecture net, Dataset data, Kernels kernels, Loss loss) {
    this.net = net;
    this.data = data;
    this.kernels = kernels;
    this.loss = loss;
    this.model = Models.bind(net, data, kernels);
  }

  /** Whether a loss says that the data is separated: that it is below ℓ(0). */
  public static boolean isSeparated(Loss loss, double logLoss) {
    return logLoss < Math.log(loss.atZero());
  }

  /** Whether the loss of a point says so. */
  boolean isSeparated(double logLoss) {
    return isSeparated(loss, logLoss);
  }

  /** {@code min q / ρ^L}; empty if the network is not homogeneous, or θ is 0 or not finite. */
  OptionalDouble normalizedMargin(double[] theta) {
    double norm = Math.sqrt(Arrays.stream(theta).map(t -> t * t).sum());
    if (net.degree().isEmpty() || !(norm > 0 && Double.isFinite(norm))) {
      return OptionalDouble.empty();
    }
    model.evaluate(Arrays.stream(theta).map(t -> t / norm).toArray());
    return Arrays.stream(model.margins()).limit(data.n()).min();
  }

  /**
   * ε of a point; empty while its loss says that the data is not separated, or θ is not finite.
   *
   * @param normalizedMargin of θ, if it has one
   * @param logNorm log ρ, natural logarithm
   * @param logLoss log 𝓛 there, natural logarithm
   */
  OptionalDouble kktResidual(
      double[] theta, OptionalDouble normalizedMargin, double logNorm, double logLoss) {
    return hasResidual(theta, logLoss)
        ? known(certify(theta, natural(normalizedMargin, logNorm), Optional::empty).kktResidual())
        : OptionalDouble.empty();
  }

  /** A number of a certificate, which has NaN for what it left undecided. */
  static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Whether a point is finite and its loss says that the data is separated. */
  boolean hasResidual(double[] theta, double logLoss) {
    return isSeparated(logLoss) && Arrays.stream(theta).allMatch(Double::isFinite);
  }

  /** The KKT part alone, in the flow's natural window. */
  CertifyOptions natural(OptionalDouble normalizedMargin, double logNorm) {
    if (!(normalizedMargin.orElse(-1) >= 0)) {
      return CertifyOptions.KKT_ONLY;
    }
    double logSmallestMargin =
        Math.log(normalizedMargin.getAsDouble()) + net.degree().orElse(1) * logNorm;
    return CertifyOptions.KKT_ONLY.withWindow(TightWindow.natural(logSmallestMargin));
  }

  /**
   * What a certificate says of the point.
   *
   * @param stop why to end it before all is decided; empty while there is no reason
   */
  Certificate certify(double[] theta, CertifyOptions options, Supplier<Optional<String>> stop) {
    return Certifier.certify(net, data, kernels, theta, options, stop);
  }
}
