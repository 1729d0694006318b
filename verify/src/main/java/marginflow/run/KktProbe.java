package marginflow.run;

import marginflow.certificate.Certificate;
import marginflow.certificate.CertifyOptions;
import marginflow.flow.FlowView;
import marginflow.kernel.Kernels;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Dataset;

/**
 * The KKT residual along a flow, on the steps that a {@link KktCadence} asks for.
 *
 * <p>The trace has the residual in the flow's natural window. Whether a flow has reached a KKT
 * point is a question about its direction: it is answered by the residual that the certificate of
 * that very point has.
 */
public final class KktProbe {

  private final PointProbe point;
  private final KktCadence cadence;
  private final double[] theta;
  private long step = -1;
  private double epsilon = Double.NaN;
  private double ofDirection = Double.NaN;

  /**
   * A probe.
   *
   * @param kernels kernels that nobody else uses
   * @param cadence the steps that have a residual once the data is separated
   */
  public KktProbe(Architecture net, Dataset data, Kernels kernels, Loss loss, KktCadence cadence) {
    this.point = new PointProbe(net, data, kernels, loss);
    this.cadence = cadence;
    this.theta = new double[net.parameters()];
  }

  /** ε after the step just taken; NaN on steps without one and while the data is not separated. */
  double at(FlowView view) {
    if (view.step() != step) {
      step = view.step();
      ofDirection = Double.NaN;
      epsilon = Double.NaN;
      if (point.isSeparated(view.logLoss()) && cadence.asks(view)) {
        view.theta(theta);
        epsilon = point.kktResidual(theta, view.normalizedMargin(), view.logNorm(), view.logLoss());
      }
    }
    return epsilon;
  }

  /**
   * The larger of residual and complementarity of the direction after the step just taken, as its
   * certificate has them; NaN where {@link #at} is NaN.
   */
  double ofDirection(FlowView view) {
    if (!Double.isNaN(at(view)) && Double.isNaN(ofDirection)) {
      view.theta(theta);
      Certificate certificate = point.certify(theta, CertifyOptions.KKT_ONLY);
      ofDirection = Math.max(certificate.kktResidual(), certificate.complementarity());
    }
    return ofDirection;
  }
}
