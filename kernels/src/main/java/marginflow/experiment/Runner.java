package marginflow.experiment;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.flow.Checkpoint;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;

/**
 * Follows the flows of experiments and certifies where they end: the way that every flow goes, be
 * it of a program, a command, a sweep or a check. What is run is the {@link Experiment}; how it is
 * run is told here. Immutable; the methods return changed copies.
 *
 * @param kernels makes kernels, new ones for each flow and each certificate, since one user must
 *     not share with another
 * @param model what stands between the flow and its network, to time or to interrupt every call
 * @param observer sees every accepted state
 * @param from the state to go on from; empty for the experiment's start
 */
public record Runner(
    Supplier<Kernels> kernels,
    UnaryOperator<MarginModel> model,
    FlowObserver observer,
    Optional<Checkpoint> from) {

  /** From the start, unobserved, on the fastest kernels and one thread. */
  public static final Runner FASTEST =
      new Runner(
          KernelSelector::select, UnaryOperator.identity(), FlowObserver.NONE, Optional.empty());

  /**
   * The same on other kernels.
   *
   * @param other makes them; where flows and certificates follow each other on one thread, it may
   *     give the same ones again
   */
  public Runner on(Supplier<Kernels> other) {
    return new Runner(other, model, observer, from);
  }

  /** The same with something between the flow and its network, which has to compute the same. */
  public Runner through(UnaryOperator<MarginModel> other) {
    return new Runner(kernels, other, observer, from);
  }

  /** The same with another observer. */
  public Runner watched(FlowObserver other) {
    return new Runner(kernels, model, other, from);
  }

  /**
   * The same from a state of the very flow, which ends with the same bits as one left alone.
   *
   * @param state empty for the experiment's start
   */
  public Runner from(Optional<Checkpoint> state) {
    return new Runner(kernels, model, observer, state);
  }

  /**
   * Follows the flow until one of its stop rules ends it, or the observer does.
   *
   * @throws IllegalArgumentException if the state to go on from is not one of this experiment
   */
  public FlowResult follow(Experiment experiment) {
    return follow(experiment, bind(experiment));
  }

  /** The experiment's network on its data, as its flow calls it. */
  public MarginModel bind(Experiment experiment) {
    return model.apply(Models.bind(experiment.net(), experiment.data(), kernels.get()));
  }

  /**
   * Follows the flow on a network that is bound already, so that a clock need not see that.
   *
   * @param bound what {@link #bind} gives for this very experiment
   */
  public FlowResult follow(Experiment experiment, MarginModel bound) {
    return from.isPresent()
        ? Flow.resume(bound, from.get(), experiment.settings(), observer)
        : Flow.run(bound, experiment.theta0(), experiment.settings(), observer);
  }

  /**
   * What is proved of a direction of the experiment's network on its data.
   *
   * @param theta parameters, length P
   */
  public Certificate certify(Experiment experiment, double[] theta, CertifyOptions options) {
    return certify(experiment, theta, options, Optional::empty);
  }

  /**
   * The same, told when to end: {@link Certificate#cut} says what was left undecided.
   *
   * @param stop asked many times a second: why to end, empty while there is no reason
   */
  public Certificate certify(
      Experiment experiment,
      double[] theta,
      CertifyOptions options,
      Supplier<Optional<String>> stop) {
    return Certifier.certify(
        experiment.net(), experiment.data(), kernels.get(), theta, options, stop);
  }

  /** Follows the flow and certifies its end. */
  public Outcome run(Experiment experiment) {
    return run(experiment, CertifyOptions.DEFAULT);
  }

  /** Follows the flow and certifies its end as asked. */
  public Outcome run(Experiment experiment, CertifyOptions options) {
    FlowResult flow = follow(experiment);
    return new Outcome(flow, Optional.of(certify(experiment, flow.theta(), options)));
  }
}
