package marginflow.cli;

import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.flow.FlowView;
import marginflow.kernel.Kernels;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Dataset;

/**
 * The KKT residual along a flow. It costs more than a step, so it is computed on steps spaced
 * evenly in the logarithm of the step only; which ones depends on the step number alone.
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
      epsilon = wanted(step) && view.logLoss() < logLossAtZero ? compute(view) : Double.NaN;
    }
    return epsilon;
  }

  private boolean wanted(long k) {
    return k > 0 && (k < 4 || bin(k) > bin(k - 1));
  }

  private long bin(long k) {
    return (long) Math.floor(perEFold * StrictMath.log((double) k));
  }

  private double compute(FlowView view) {
    view.theta(theta);
    for (double weight : theta) {
      if (!Double.isFinite(weight)) {
        return Double.NaN;
      }
    }
    return Certifier.certify(net, data, kernels, theta, CertifyOptions.KKT_ONLY).kktResidual();
  }
}
