package marginflow.flow;

import java.util.Optional;
import marginflow.network.MarginModel;

/**
 * Baseline: an explicit pair in the same polar coordinates, with the pattern read off the signs at
 * every stage. It knows neither stiffness nor kinks: its steps shrink like 1/ρ^L, and where the
 * flow slides it stalls with steps too small to count, which it reports as {@link
 * Termination#PRECISION_LIMIT}.
 */
final class ExplicitFlow implements Integrator {

  private final ExplicitTableau tableau;

  ExplicitFlow(ExplicitTableau tableau) {
    this.tableau = tableau;
  }

  @Override
  public String name() {
    return tableau.name();
  }

  @Override
  public FlowResult run(
      MarginModel model,
      double[] theta0,
      Optional<Checkpoint> from,
      FlowSettings settings,
      FlowObserver observer) {
    Run run = new Run(model, settings, observer);
    run.begin(theta0, from);
    return run.follow();
  }

  /** One run's state. */
  private final class Run {

    private final PolarField field;
    private final ExplicitStepper stepper;
    private final StepController controller = new StepController();
    private final FlowClock clock;
    private final FlowMonitor monitor;
    private final FlowSettings settings;
    private final int parameters;
    private double[] y;
    private double[] dy;
    private double[] next;
    private double[] nextDy;
    private double h;
    private double lastStep;
    private double logLoss;

    Run(MarginModel model, FlowSettings settings, FlowObserver observer) {
      this.settings = settings;
      this.parameters = model.parameters();
      this.field =
          new PolarField(model, settings.loss(), new SlidingSet(model.kinks(), model.parameters()));
      this.stepper = new ExplicitStepper(tableau, field, true);
      this.clock = new FlowClock(field.degree());
      this.monitor = new FlowMonitor(model, settings, observer, this::checkpoint);
      this.y = new double[parameters + 1];
      this.dy = new double[parameters + 1];
      this.next = new double[parameters + 1];
      this.nextDy = new double[parameters + 1];
    }

    void begin(double[] theta0, Optional<Checkpoint> from) {
      if (from.isPresent()) {
        restore(from.get());
        field.evaluateFree(y, dy);
      } else {
        field.place(theta0, y);
        field.evaluateFree(y, dy);
        monitor.statistics().evaluations++;
        h = StepController.first(settings.tolerance(), Vectors.norm(dy));
      }
      logLoss = field.logLoss();
    }

    FlowResult follow() {
      show();
      while (!monitor.accepted()) {
        if (!step()) {
          // Back from the last trial, so that the result is the last accepted state.
          field.evaluateFree(y, dy);
          return monitor.result(
              Termination.PRECISION_LIMIT,
              "%s stalls at log10 loss %.6g: a step of size %.3g no longer changes the direction"
                  .formatted(name(), logLoss / Math.log(10), h));
        }
        show();
      }
      return monitor.ended();
    }

    private boolean step() {
      FlowStatistics statistics = monitor.statistics();
      while (h * Vectors.norm(dy) > 0.5 * Math.ulp(1.0)) {
        double tolerance = settings.tolerance();
        double error = stepper.attempt(y, dy, h, tolerance, next, nextDy) / tolerance;
        statistics.evaluations += stepper.evaluations();
        if (error <= 1) {
          accept(error);
          return true;
        }
        statistics.rejected++;
        h = controller.rejected(h, error, stepper.errorOrder());
      }
      return false;
    }

    private void accept(double error) {
      clock.advance(h, y, dy, logLoss, next, nextDy, field.logLoss());
      double[] swap = y;
      y = next;
      next = swap;
      swap = dy;
      dy = nextDy;
      nextDy = swap;
      logLoss = field.logLoss();
      lastStep = h;
      monitor.statistics().accepted++;
      h = controller.accepted(h, error, stepper.errorOrder());
    }

    private void show() {
      monitor.update(
          field.theta(),
          clock,
          y[parameters],
          logLoss,
          field.smallestMargin(),
          field.radial() / Vectors.norm(field.force()),
          lastStep,
          0);
    }

    private Checkpoint checkpoint() {
      CheckpointWriter out = new CheckpointWriter(name());
      out.reals(y).real(h).real(lastStep).real(controller.memory());
      out.real(clock.tau()).real(clock.logTime()).real(monitor.smoothedMargin());
      out.integer(monitor.monotone() ? 1 : 0).statistics(monitor.statistics());
      return out.checkpoint();
    }

    private void restore(Checkpoint checkpoint) {
      CheckpointReader in = new CheckpointReader(checkpoint, parameters + 7, 8);
      in.reals(y);
      h = in.real();
      lastStep = in.real();
      controller.restore(in.real());
      clock.restore(in.real(), in.real());
      double smoothed = in.real();
      monitor.restore(in.integer() == 1, smoothed);
      in.statistics(monitor.statistics());
    }
  }
}
