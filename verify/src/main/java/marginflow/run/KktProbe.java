package marginflow.run;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import marginflow.certificate.Certificate;
import marginflow.certificate.CertifyOptions;
import marginflow.flow.FlowView;
import marginflow.io.run.Quantity;
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
  private OptionalDouble epsilon = OptionalDouble.empty();
  private OptionalDouble ofDirection = OptionalDouble.empty();
  private Supplier<Optional<String>> stop = Optional::empty;

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

  /** ε after the step just taken; empty on steps without one and until the data is separated. */
  OptionalDouble at(FlowView view) {
    if (view.step() != step) {
      step = view.step();
      ofDirection = OptionalDouble.empty();
      epsilon = OptionalDouble.empty();
      if (point.isSeparated(view.logLoss()) && cadence.asks(view)) {
        view.theta(theta);
        if (point.hasResidual(theta, view.logLoss())) {
          CertifyOptions natural =
              point.natural(Quantity.NORMALIZED_MARGIN.find(view), view.logNorm());
          epsilon = PointProbe.known(certify(natural).kktResidual());
        }
      }
    }
    return epsilon;
  }

  /**
   * The larger of residual and complementarity of the direction after the step just taken, as its
   * certificate has them; empty where {@link #at} is.
   */
  OptionalDouble ofDirection(FlowView view) {
    if (at(view).isPresent() && ofDirection.isEmpty()) {
      view.theta(theta);
      Certificate certificate = certify(CertifyOptions.KKT_ONLY);
      ofDirection =
          PointProbe.known(Math.max(certificate.kktResidual(), certificate.complementarity()));
    }
    return ofDirection;
  }

  /**
   * From here on residuals that take long are given up, with the step.
   *
   * @param overdue asked many times a second whether the process was told to stop some time ago
   * @param seconds after which the flow is to end; a residual that is not known by then is NaN
   * @param startNanos when they began, as {@link System#nanoTime} has it
   */
  void endWith(BooleanSupplier overdue, OptionalDouble seconds, long startNanos) {
    double left =
        seconds.orElse(Double.POSITIVE_INFINITY) - 1e-9 * (System.nanoTime() - startNanos);
    stop = CertificateLimit.beginning(overdue, left);
  }

  private Certificate certify(CertifyOptions options) {
    Certificate certificate = point.certify(theta, options, stop);
    if (CertificateLimit.bySignal(certificate)) {
      throw new StoppableModel.Stopped();
    }
    return certificate;
  }
}
