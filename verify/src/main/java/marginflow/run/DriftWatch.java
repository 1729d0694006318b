package marginflow.run;

import marginflow.flow.FlowView;
import marginflow.io.run.Drift;
import marginflow.kernel.Kernels;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Balance;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;

/**
 * Watches what gradient flow conserves.
 *
 * <ul>
 *   <li>{@link Balance}: the largest drift of any of it since the start, over ‖θ‖² where it was
 *       seen. A run is known to the tolerance on the direction of all of θ; the balance of a unit
 *       far smaller than θ is kept to that tolerance of ‖θ‖², not of its own.
 *   <li>The energy identity {@code −d log 𝓛/dτ = ‖dθ/dτ‖²}: the integral of the squared speed is
 *       the integrator's, {@link FlowView#dissipated}; the loss is evaluated here from θ with the
 *       pattern of its signs, so that a kink which the integrator has on the wrong side shows.
 * </ul>
 */
public final class DriftWatch {

  private final Balance balance;
  private final double[] start;
  private final double[] theta;
  private final MarginModel model;
  private final Loss loss;
  private final double[] weights;
  private final double startLogLoss;
  private double largestBalance;
  private double largestEnergy;

  /**
   * A watch.
   *
   * @param net the network
   * @param data the samples
   * @param kernels of its own, to evaluate the loss with
   * @param theta0 the start of the flow
   * @param before the largest drifts until now
   */
  public DriftWatch(
      Architecture net, Dataset data, Kernels kernels, Loss loss, double[] theta0, Drift before) {
    this.balance = Balance.ofUnits(net);
    this.start = balance.values(theta0);
    this.theta = new double[theta0.length];
    this.model = Models.bind(net, data, kernels);
    this.loss = loss;
    this.weights = new double[model.rows()];
    this.startLogLoss = logLoss(theta0);
    this.largestBalance = before.balance();
    this.largestEnergy = before.energy();
  }

  /** Looks at the state after a step. */
  public void accepted(FlowView view) {
    view.theta(theta);
    double[] now = balance.values(theta);
    double size = 0;
    for (double weight : theta) {
      size = Math.fma(weight, weight, size);
    }
    for (int k = 0; k < now.length; k++) {
      largestBalance = Math.max(largestBalance, Math.abs(now[k] - start[k]) / size);
    }
    double given = view.dissipated();
    double fallen = startLogLoss - logLoss(theta);
    largestEnergy = Math.max(largestEnergy, Math.abs(fallen - given) / Math.max(1, given));
  }

  private double logLoss(double[] at) {
    model.evaluate(at);
    return loss.weights(model.kernels(), model.margins(), model.rows(), weights);
  }

  /** The largest drifts until now. */
  public Drift largest() {
    return new Drift(largestBalance, largestEnergy);
  }
}
