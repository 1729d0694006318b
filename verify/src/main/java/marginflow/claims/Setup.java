package marginflow.claims;

import java.util.List;
import marginflow.experiment.Experiment;
import marginflow.flow.Flow;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Dataset;

/**
 * A flow to run.
 *
 * @param name short name for files and figures
 * @param net the network
 * @param data the samples
 * @param theta0 the start, length P
 * @param loss the loss
 * @param log10Loss horizon
 * @param tolerance of the integrator
 */
public record Setup(
    String name,
    Architecture net,
    Dataset data,
    double[] theta0,
    Loss loss,
    double log10Loss,
    double tolerance) {

  /** A flow of the exponential loss with the integrator's usual tolerance. */
  public static Setup of(
      String name, Architecture net, Dataset data, double[] theta0, double log10Loss) {
    return new Setup(name, net, data, theta0, Loss.EXPONENTIAL, log10Loss, 1e-6);
  }

  /**
   * What is to be run.
   *
   * @param steps accepted steps after which the flow is given up
   */
  Experiment experiment(long steps) {
    return new Experiment(
        data,
        net,
        theta0,
        new FlowSettings(
            loss,
            Flow.integrators().getFirst(),
            tolerance,
            List.of(StopRule.logLoss(log10Loss * Math.log(10)), StopRule.steps(steps))));
  }

  /** The same under another name. */
  Setup named(String other) {
    return new Setup(other, net, data, theta0, loss, log10Loss, tolerance);
  }

  /** The same under another loss. */
  public Setup with(String newName, Loss other) {
    return new Setup(newName, net, data, theta0, other, log10Loss, tolerance);
  }

  /** The same with a finer or coarser integration. */
  public Setup withTolerance(double other) {
    return new Setup(name, net, data, theta0, loss, log10Loss, other);
  }
}
