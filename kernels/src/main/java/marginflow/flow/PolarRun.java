package marginflow.flow;

import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.flow.method.StepController;
import marginflow.flow.method.Stepper;
import marginflow.linalg.Vectors;
import marginflow.network.MarginModel;

/**
 * A run in polar coordinates, {@link PolarField}: the accepted state y with its velocity, the trial
 * step, and the end of the last step at the root of a stop rule.
 */
abstract class PolarRun extends IntegratorRun {

  final SlidingSet sliding;
  final PolarField field;
  final StepController controller = new StepController();
  final StopSearch stop;
  final int parameters;

  /** The accepted state. */
  Evaluation at;

  /** The trial; after {@link #move} the state before. */
  Evaluation next;

  /** The next step. */
  double h;

  private final double[] direction;

  PolarRun(MarginModel model, FlowSettings settings, FlowObserver observer) {
    super(model, model.degree().orElse(2), settings, observer);
    this.parameters = model.parameters();
    this.sliding = new SlidingSet(model.kinks(), parameters);
    this.field = new PolarField(model, settings.loss(), sliding);
    this.stop = new StopSearch(settings.tolerance());
    this.at = field.newEvaluation();
    this.next = field.newEvaluation();
    this.direction = new double[field.dimension()];
  }

  /** Places the run at θ and evaluates the field there, sides read off. */
  final void place(double[] theta0) {
    field.place(theta0, at.y());
    field.evaluateFree(at);
    counters.evaluations++;
  }

  @Override
  final void show() {
    monitor.update(
        at.theta(),
        clock,
        at.logNorm(),
        field.idle().total(logLoss),
        at.smallestMargin(),
        at.radial() / Vectors.norm(at.projectedForce()),
        lastStep,
        sliding.count(),
        field.slacks().resolution(),
        field.offSurface());
  }

  /** A step begins. */
  final void beginStep() {
    stop.begin(monitor.untilStop(at.logNorm(), field.idle().total(logLoss)));
  }

  /** Whether the trial ends where a step may; if not, the next one ends nearer to a stop's root. */
  final boolean endsBeforeStop() {
    double whole = field.idle().total(next.logLoss());
    if (stop.keeps(h, monitor.untilStop(next.logNorm(), whole))) {
      return true;
    }
    h = stop.next();
    return false;
  }

  /** Takes the trial for the state. */
  final void move() {
    Evaluation swap = at;
    at = next;
    next = swap;
  }

  /** The step after one that could have been as long as {@code grown}. */
  final double afterStop(double grown) {
    return stop.active() ? Math.max(grown, stop.natural()) : grown;
  }

  /** What made the last accepted step. */
  abstract Stepper taken();

  @Override
  final void between(double x, double[] out) {
    taken().between(x, next.y(), at.y(), direction);
    double rho = StrictMath.exp(clock.logNorm(x));
    double unit = rho / norm(direction);
    for (int j = 0; j < parameters; j++) {
      out[j] = unit * direction[j];
    }
    field.inert().restore(out);
  }

  private double norm(double[] point) {
    return Math.sqrt(Vectors.dot(point, 0, point, 0, parameters));
  }
}
