package marginflow.cli;

import java.util.Arrays;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.certificate.TightWindow;
import marginflow.flow.FlowView;
import marginflow.kernel.Kernels;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Dataset;

/**
 * The KKT residual along a flow. It costs more than a step, so it is computed on steps spaced
 * evenly in the logarithm of the step only; which ones depends on the step number alone.
 *
 * <p>The trace has the residual in the flow's natural window, which follows the norm. Whether a
 * flow has reached a KKT point is a question about its direction: it is answered by the residual
 * that the certificate of that very point has.
 */
final class KktProbe {

  private final Architecture net;
  private final Dataset data;
  private final Kernels kernels;
  private final double logLossAtZero;
  private final int perEFold;
  private final double[] theta;
  private long step = -1;
  private double epsilon = Double.NaN;
  private double ofDirection = Double.NaN;

  /**
   * A probe.
   *
   * @param kernels kernels that nobody else uses
   * @param perEFold steps with a residual for every factor e of steps
   */
  KktProbe(Architecture net, Dataset data, Kernels kernels, Loss loss, int perEFold) {
    this.net = net;
    this.data = data;
    this.kernels = kernels;
    this.logLossAtZero = logLossAtZero(loss);
    this.perEFold = perEFold;
    this.theta = new double[net.parameters()];
  }

  /** {@code log ℓ(0)}: below it the data is separated. */
  static double logLossAtZero(Loss loss) {
    return switch (loss) {
      case EXPONENTIAL -> 0;
      case LOGISTIC -> Math.log(Math.log(2));
    };
  }

  /** ε after the step just taken; NaN on steps without one and while the data is not separated. */
  double at(FlowView view) {
    if (view.step() != step) {
      step = view.step();
      ofDirection = Double.NaN;
      boolean asked = wanted(step) && view.logLoss() < logLossAtZero && isFinite(view);
      epsilon = asked ? certify(view, natural(view)).kktResidual() : Double.NaN;
    }
    return epsilon;
  }

  /**
   * The larger of residual and complementarity of the direction after the step just taken, as its
   * certificate has them; NaN where {@link #at} is NaN.
   */
  double ofDirection(FlowView view) {
    if (!Double.isNaN(at(view)) && Double.isNaN(ofDirection)) {
      Certificate certificate = certify(view, CertifyOptions.KKT_ONLY);
      ofDirection = Math.max(certificate.kktResidual(), certificate.complementarity());
    }
    return ofDirection;
  }

  private CertifyOptions natural(FlowView view) {
    int degree = net.degree().orElse(1);
    double logSmallestMargin = Math.log(view.normalizedMargin()) + degree * view.logNorm();
    return Double.isNaN(logSmallestMargin)
        ? CertifyOptions.KKT_ONLY
        : CertifyOptions.KKT_ONLY.withWindow(TightWindow.natural(logSmallestMargin));
  }

  private boolean wanted(long k) {
    return k > 0 && (k < 4 || bin(k) > bin(k - 1));
  }

  private long bin(long k) {
    return (long) Math.floor(perEFold * StrictMath.log((double) k));
  }

  private Certificate certify(FlowView view, CertifyOptions options) {
    view.theta(theta);
    return Certifier.certify(net, data, kernels, theta, options);
  }

  private boolean isFinite(FlowView view) {
    view.theta(theta);
    return Arrays.stream(theta).allMatch(Double::isFinite);
  }
}
