package marginflow.flow;

import java.util.Optional;
import marginflow.flow.captured.ChebyshevStepper;
import marginflow.flow.captured.KinkCapture;
import marginflow.flow.captured.SpectralRadius;
import marginflow.flow.field.CheckpointReader;
import marginflow.flow.field.CheckpointWriter;
import marginflow.flow.kink.FarSide;
import marginflow.flow.method.StepController;
import marginflow.flow.method.Stepper;
import marginflow.linalg.Vectors;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;

/**
 * One run of the {@link Captured} integrator. A step holds all sides and the sliding set, and
 * follows the smooth field by a {@link ChebyshevStepper}; what changed sign on the way and what
 * slid is then decided together, {@link KinkCapture}, and the end moved by it. Three estimates of
 * its error must pass: those of the smooth step and of the jumps together, and that of the field
 * beyond the kinks.
 */
final class CapturedRun extends PolarRun {

  /** Evaluations of a first estimate of the spectral radius at most. */
  private static final int MANY = 15;

  /** Those of a later one, which begins where the last one ended. */
  private static final int FEW = 3;

  /** Those of one after a step that was refused for the smooth field. */
  private static final int AGAIN = 8;

  /** Accepted steps after which the spectral radius is estimated again. */
  private static final int OLDEST = 10;

  /** Trials of one step: each is shorter by a tenth at least, and h is below any rounding. */
  private static final int MOST_TRIALS = 400;

  /** What a step errs by of its tolerance if γ̃ fell in it: it is halved. */
  private static final double FELL = 5;

  private final Kinks kinks;
  private final ChebyshevStepper stepper;
  private final SpectralRadius radius;
  private final KinkCapture capture;
  private final FarSide held;
  private final SteadyState steadyState;
  private final PrecisionLimit limit;
  private final HandOver handOver;

  /** Accepted steps since the spectral radius was estimated. */
  private int age = OLDEST;

  /** Error of the last trial, in units of what is allowed, and the order by which it falls. */
  private double error;

  private int order;

  CapturedRun(MarginModel model, FlowSettings settings, FlowObserver observer) {
    super(model, settings, observer);
    this.kinks = model.kinks();
    this.stepper = new ChebyshevStepper(field);
    this.radius = new SpectralRadius(field);
    this.capture = new KinkCapture(field, monitor, counters);
    this.held = new FarSide(field, sliding);
    this.steadyState = new SteadyState(field);
    this.limit = new PrecisionLimit(field, monitor);
    this.handOver = new HandOver(model, settings, observer);
  }

  void start(double[] theta0) {
    place(theta0);
    logLoss = at.logLoss();
    double force = steadyState.largestForce(at);
    h = StepController.first(settings.tolerance(), Vectors.norm(at.velocity()), force);
    capture.begin(at);
  }

  @Override
  Optional<FlowResult> step() {
    if (handOver.due(monitor.separated(), sliding.count(), stepper.evaluations())) {
      return Optional.of(handOver.follow(this));
    }
    if (steadyState.reached(at)) {
      return Optional.of(steadyState.result(monitor, at, logLoss));
    }
    beginStep();
    if (age >= OLDEST) {
      estimateRadius(FEW);
    }
    for (int trials = 0; trials < MOST_TRIALS && limit.counts(h, at.velocity()); trials++) {
      boolean accepted = attempt();
      counters.capturedEvaluations = counters.evaluations;
      if (accepted) {
        return Optional.empty();
      }
    }
    field.evaluate(at);
    String why =
        limit.counts(h, at.velocity())
            ? PrecisionLimit.tooMany(MOST_TRIALS, h)
            : PrecisionLimit.tooShort(h);
    return Optional.of(limit.result(why, logLoss));
  }

  private void estimateRadius(int few) {
    radius.estimate(at, MANY, few);
    counters.evaluations += radius.evaluations();
    age = 0;
  }

  /** One trial; whether it was accepted. */
  private boolean attempt() {
    // Before the fit the norm grows and the weights even out: the radius hardly changes.
    boolean grows = monitor.separated();
    stepper.assume(radius.value(grows ? at.logNorm() + h * at.radial() : Double.NEGATIVE_INFINITY));
    h = Math.min(h, stepper.longest());
    double tolerance = settings.tolerance();
    order = stepper.errorOrder();
    error = stepper.attempt(at, h, tolerance, next) / tolerance;
    counters.evaluations += stepper.evaluations();
    if (!(error <= 1)) {
      refuse();
      estimateRadius(AGAIN);
      return false;
    }
    if (!capture(tolerance)) {
      refuse();
      return false;
    }
    if (!endsBeforeStop()) {
      capture.rollBack();
      return false;
    }
    accept();
    return true;
  }

  /** Decides the kinks of a trial and moves its end; whether it may be taken. */
  private boolean capture(double tolerance) {
    held.begin(next);
    boolean changed = capture.decide(h, next);
    error += (capture.jumpError(h) + capture.unsolved()) / tolerance;
    if (!(error <= 1)) {
      return false;
    }
    if (changed) {
      capture.apply(next);
      double beyond = capture.farError(h, next) / tolerance;
      if (!(beyond <= error)) {
        error = beyond;
        order = 1;
      }
    }
    if (error <= 1 && smoothedMarginFell()) {
      error = FELL;
    }
    return error <= 1;
  }

  private void refuse() {
    capture.rollBack();
    counters.rejected++;
    h = controller.rejected(h, error, order);
    stop.restart();
  }

  private boolean smoothedMarginFell() {
    return settings.guarded()
        && monitor
            .smoothed()
            .fell(
                at.logNorm(),
                logLoss,
                next.logNorm(),
                next.logLoss(),
                field.slacks().resolution(),
                field.offSurface());
  }

  private void accept() {
    clock.advance(h, at.y(), at.velocity(), logLoss, held.end(), held.velocity(), held.logLoss());
    monitor.meetsKinksAt(clock.tau(), next.logLoss());
    capture.report();
    move();
    logLoss = at.logLoss();
    clock.settled(at.logNorm(), logLoss);
    dissipation.step(this);
    dissipation.kinks(h, next.velocity(), held, at.y(), at.velocity());
    lastStep = h;
    counters.accepted++;
    counters.capturedSteps++;
    age++;
    h = afterStop(controller.accepted(h, error, stepper.errorOrder()));
    capture.begin(at);
  }

  @Override
  Stepper taken() {
    return stepper;
  }

  @Override
  Checkpoint checkpoint() {
    long[] pattern = new long[(kinks.size() + 63) / 64];
    kinks.savePattern(pattern);
    CheckpointWriter out = new CheckpointWriter();
    out.reals(at.y()).real(h).real(lastStep).real(controller.memory());
    radius.save(out);
    out.integer(age).integer(stepper.evaluations());
    save(out);
    for (long word : pattern) {
      out.integer(word);
    }
    for (int i = 0; i < sliding.count(); i++) {
      out.integer(sliding.kink(i));
    }
    return new Checkpoint(Captured.NAME, out.reals(), out.integers());
  }

  void restore(Checkpoint checkpoint) {
    long[] pattern = new long[(kinks.size() + 63) / 64];
    CheckpointReader in =
        new CheckpointReader(
            checkpoint.reals(), checkpoint.integers(), 2 * parameters + 10, pattern.length + 15);
    in.reals(at.y());
    h = in.real();
    lastStep = in.real();
    controller.restore(in.real());
    radius.restore(in);
    age = (int) in.integer();
    stepper.restore((int) in.integer());
    restore(in);
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = in.integer();
    }
    kinks.restorePattern(pattern);
    while (in.hasIntegers()) {
      sliding.add((int) in.integer());
    }
    field.evaluate(at);
    logLoss = at.logLoss();
    capture.begin(at);
  }
}
