package marginflow.flow;

import java.util.Optional;
import marginflow.flow.field.CheckpointReader;
import marginflow.flow.field.CheckpointWriter;
import marginflow.flow.field.Counters;
import marginflow.flow.field.FlowClock;
import marginflow.network.MarginModel;

/**
 * What one run of any integrator has: clock, counters, the loop over accepted steps, and the states
 * between them. An integrator adds how a step is made.
 */
abstract class IntegratorRun implements DenseOutput {

  final FlowSettings settings;
  final FlowClock clock;
  final FlowMonitor monitor;
  final Counters counters;
  final Dissipation dissipation;

  /** Size of the last accepted step. */
  double lastStep;

  /** {@code log 𝓛} of the last accepted state. */
  double logLoss;

  /**
   * A run that has no state yet.
   *
   * @param degree degree of the network that the integrator's own time is made with
   */
  IntegratorRun(MarginModel model, double degree, FlowSettings settings, FlowObserver observer) {
    this.settings = settings;
    this.clock = new FlowClock(degree);
    this.monitor = new FlowMonitor(model, settings, observer, this);
    this.counters = monitor.counters();
    this.dissipation = new Dissipation(degree, model.parameters());
  }

  /**
   * Follows the flow from the state it is in until a stop rule fires or nothing more can be done.
   */
  final FlowResult follow() {
    show();
    return monitor.accepted() ? monitor.ended() : goOn();
  }

  /** The same from a state that was shown to the observer. */
  final FlowResult goOn() {
    while (true) {
      Optional<FlowResult> end = step();
      if (end.isPresent()) {
        return end.get();
      }
      show();
      if (monitor.accepted()) {
        return monitor.ended();
      }
    }
  }

  /** Shows the accepted state to the monitor. */
  abstract void show();

  /** One accepted step; a result if the flow cannot go on. */
  abstract Optional<FlowResult> step();

  /** The whole state. */
  abstract Checkpoint checkpoint();

  /** Clock, monotone check and counters: what every checkpoint holds. */
  final void save(CheckpointWriter out) {
    out.real(clock.tau()).real(clock.logTime()).real(dissipation.sum());
    counters.save(out.integer(monitor.monotone() ? 1 : 0));
  }

  /** Reads back what {@link #save} wrote. */
  final void restore(CheckpointReader in) {
    clock.restore(in.real(), in.real());
    dissipation.restore(in.real());
    monitor.restore(in.integer() == 1);
    counters.restore(in);
  }

  @Override
  public final double length() {
    return clock.length();
  }

  @Override
  public final double logNorm(double x) {
    return length() == 0 ? monitor.logNorm() : clock.logNorm(x);
  }

  @Override
  public final double logLoss(double x) {
    return length() == 0 ? monitor.logLoss() : clock.logLoss(x);
  }

  @Override
  public final double logTime(double x) {
    return length() == 0 ? clock.logTime() : clock.logTime(x);
  }

  @Override
  public final double tau(double x) {
    return length() == 0 ? clock.tau() : clock.tau(x);
  }

  @Override
  public final double smoothedMargin(double x) {
    return monitor.smoothed().of(logNorm(x), logLoss(x));
  }

  @Override
  public final void theta(double x, double[] out) {
    if (length() == 0) {
      monitor.theta(out);
    } else {
      between(x, out);
    }
  }

  /** θ at a fraction x of the last step, length P. */
  abstract void between(double x, double[] out);
}
