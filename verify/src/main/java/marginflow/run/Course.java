package marginflow.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import marginflow.certificate.Certificate;
import marginflow.experiment.Outcome;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.StopRule;
import marginflow.flow.Termination;
import marginflow.io.run.Drift;
import marginflow.io.run.RunCheckpoint;
import marginflow.io.run.RunSettings;

/**
 * The flow of a job, followed once: what watches it, the rules that end it, and what is proved of
 * its end. A run in a folder and a cell of a sweep differ in what they write, not in this.
 */
public final class Course {

  private final FlowJob job;
  private final Optional<RunCheckpoint> from;
  private final KktProbe probe;
  private final DriftWatch drift;

  /**
   * A flow that has not begun.
   *
   * @param cadence how often it is given a KKT residual
   * @param from the state to go on from; empty for the job's start
   */
  public Course(FlowJob job, KktCadence cadence, Optional<RunCheckpoint> from) {
    this.job = job;
    this.from = from;
    RunSettings settings = job.settings();
    probe = new KktProbe(job.net(), job.data().dataset(), job.kernels(), settings.loss(), cadence);
    drift =
        new DriftWatch(
            job.net(),
            job.data().dataset(),
            job.kernels(),
            settings.loss(),
            job.theta0(),
            from.map(RunCheckpoint::drift).orElse(Drift.NONE));
  }

  /** What gives some of the steps a KKT residual. */
  KktProbe probe() {
    return probe;
  }

  /** What watches the laws of the flow, to be told of every step. */
  public DriftWatch drift() {
    return drift;
  }

  /**
   * Follows the flow until a rule ends it or the observer does.
   *
   * @param startNanos when this process began with it, as {@link System#nanoTime} has it
   * @param overdue asked within a step whether to give it up
   * @throws StoppableModel.Stopped if a step was given up
   */
  public FlowResult follow(FlowObserver observer, long startNanos, BooleanSupplier overdue) {
    RunSettings settings = job.settings();
    probe.endWith(overdue, settings.stops().maxSeconds(), startNanos);
    List<StopRule> stops = new ArrayList<>(StopRules.of(settings.stops(), probe, startNanos));
    if (settings.integrator().equals(Flow.integrators().getFirst())
        || settings.integrator().equals(Flow.CAPTURED)) {
      stops.addFirst(StopRules.laws(drift, settings.tolerance()));
    }
    return job.runner()
        .through(model -> new StoppableModel(model, overdue))
        .watched(observer)
        .from(from.map(RunCheckpoint::state))
        .follow(job.experiment(stops));
  }

  /**
   * What is to be said of its end.
   *
   * @param proved whether a certificate is wanted; an interrupted flow gets none, nor does one that
   *     no margin can be claimed of
   * @param stop why to end the certificate before all is decided; empty while there is no reason
   * @return the end; interrupted where a signal ended the certificate, which is then to be made
   *     when the run is resumed
   */
  public Outcome ended(FlowResult end, boolean proved, Supplier<Optional<String>> stop) {
    Optional<Certificate> certificate =
        proved && end.termination() != Termination.INTERRUPTED && isSeparated(end)
            ? Optional.of(
                Uniqueness.note(
                    job.certify(end.theta(), stop), end.statistics().firstAmbiguousTau()))
            : Optional.empty();
    Outcome outcome = StopRules.withGoal(new Outcome(end, certificate), job.settings().stops());
    return certificate.filter(CertificateLimit::bySignal).isPresent()
        ? outcome.with(outcome.flow().interrupted("interrupted in its certificate"))
        : outcome;
  }

  /** Whether it ended where a margin can be claimed. */
  private boolean isSeparated(FlowResult end) {
    return end.termination() != Termination.NOT_SEPARATED
        && PointProbe.isSeparated(job.settings().loss(), end.logLoss());
  }
}
