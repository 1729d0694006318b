package marginflow.crosscheck.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginflow.experiment.Experiment;
import marginflow.experiment.Runner;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowSampler;
import marginflow.flow.FlowView;
import marginflow.flow.event.FlowEvent;
import marginflow.io.run.FlowPoint;
import marginflow.io.run.FlowState;

/**
 * A flow with what an audit compares: the states where the loss passes given values, which runs of
 * all tolerances have in common; accepted states now and then, which are the integrator's own; and
 * the kinks met.
 */
final class AuditedRun implements FlowObserver {

  /** Places for every power of ten of {@code −log10 𝓛}; before that for every power of 𝓛. */
  private static final int PLACES = 8;

  /** Accepted states kept for each of those. */
  private static final int STATES = 2;

  private static final double LN10 = Math.log(10);

  private final List<FlowPoint> places = new ArrayList<>();
  private final List<FlowPoint> states = new ArrayList<>();
  private final List<FlowEvent> events = new ArrayList<>();
  private final FlowSampler sampler;
  private final Optional<DefectWatch> defects;
  private final int parameters;
  private double mark = Double.NaN;

  private AuditedRun(int parameters, Optional<DefectWatch> defects) {
    this.parameters = parameters;
    this.defects = defects;
    this.sampler =
        FlowSampler.byLoss(PLACES, (view, x) -> places.add(FlowPoint.within(view, x, parameters)));
  }

  /**
   * Runs a flow.
   *
   * @param defects judges its steps; empty if nobody does
   */
  static AuditedRun of(Experiment experiment, Optional<DefectWatch> defects) {
    AuditedRun run = new AuditedRun(experiment.theta0().length, defects);
    FlowResult end = Runner.FASTEST.watched(run).follow(experiment);
    FlowPoint last = new FlowPoint(FlowState.of(end), end.theta());
    run.places.add(last);
    run.states.add(last);
    return run;
  }

  @Override
  public void accepted(FlowView view) {
    sampler.accepted(view);
    defects.ifPresent(watch -> watch.accepted(view));
    double now = Math.floor(STATES * FlowSampler.decades(view.logLoss() / LN10));
    if (now != mark) {
      states.add(FlowPoint.of(view, parameters));
      mark = now;
    }
  }

  @Override
  public void event(FlowEvent event) {
    events.add(event);
  }

  /** States where the loss passes given values, the start first and the end last. */
  List<FlowPoint> places() {
    return places;
  }

  /** Accepted states, the start first and the end last. */
  List<FlowPoint> states() {
    return states;
  }

  /** Kinks met, in order. */
  List<FlowEvent> events() {
    return events;
  }
}
