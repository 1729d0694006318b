package marginflow.flow;

import java.util.Locale;
import java.util.Optional;
import marginflow.flow.field.CheckpointReader;
import marginflow.flow.field.CheckpointWriter;
import marginflow.flow.method.ExplicitStepper;
import marginflow.flow.method.ExplicitTableau;
import marginflow.flow.method.StepController;
import marginflow.flow.method.Stepper;
import marginflow.linalg.Vectors;
import marginflow.network.MarginModel;

/**
 * Baseline: an explicit pair in the same polar coordinates, with the pattern read off the signs at
 * every stage and the last step ended at the root of the stop rule. It knows neither stiffness nor
 * kinks: its steps shrink like 1/ρ^L, and where the flow slides it stalls with steps too small to
 * count, which it reports as {@link Termination#PRECISION_LIMIT}.
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
  private final class Run extends PolarRun {

    private final ExplicitStepper stepper;

    Run(MarginModel model, FlowSettings settings, FlowObserver observer) {
      super(model, settings, observer);
      this.stepper = new ExplicitStepper(tableau, field, true);
    }

    void begin(double[] theta0, Optional<Checkpoint> from) {
      if (from.isPresent()) {
        restore(from.get());
        field.evaluateFree(at);
      } else {
        place(theta0);
        double force = new SteadyState(field).largestForce(at);
        h = StepController.first(settings.tolerance(), Vectors.norm(at.velocity()), force);
      }
      logLoss = at.logLoss();
    }

    @Override
    Optional<FlowResult> step() {
      beginStep();
      double tolerance = settings.tolerance();
      while (h * Vectors.norm(at.velocity()) > 0.5 * Math.ulp(1.0)) {
        double error = stepper.attempt(at, h, tolerance, next) / tolerance;
        counters.evaluations += stepper.evaluations();
        if (!(error <= 1)) {
          counters.rejected++;
          h = controller.rejected(h, error, stepper.errorOrder());
          stop.restart();
        } else if (endsBeforeStop()) {
          accept(error);
          return Optional.empty();
        }
      }
      return Optional.of(stalled());
    }

    private FlowResult stalled() {
      // Back from the last trial, so that the result is the last accepted state.
      field.evaluateFree(at);
      return monitor.result(
          Termination.PRECISION_LIMIT,
          String.format(
              Locale.ROOT,
              "%s stalls at log10 loss %.6g: a step of size %.3g no longer changes the direction",
              name(),
              logLoss / Math.log(10),
              h));
    }

    private void accept(double error) {
      clock.advance(h, at.y(), at.velocity(), logLoss, next.y(), next.velocity(), next.logLoss());
      move();
      dissipation.step(this);
      logLoss = at.logLoss();
      lastStep = h;
      counters.accepted++;
      h = afterStop(controller.accepted(h, error, stepper.errorOrder()));
    }

    @Override
    Stepper taken() {
      return stepper;
    }

    @Override
    Checkpoint checkpoint() {
      CheckpointWriter out = new CheckpointWriter();
      out.reals(at.y()).real(h).real(lastStep).real(controller.memory());
      save(out);
      return new Checkpoint(name(), out.reals(), out.integers());
    }

    private void restore(Checkpoint checkpoint) {
      CheckpointReader in =
          new CheckpointReader(checkpoint.reals(), checkpoint.integers(), parameters + 7, 12);
      in.reals(at.y());
      h = in.real();
      lastStep = in.real();
      controller.restore(in.real());
      restore(in);
    }
  }
}
