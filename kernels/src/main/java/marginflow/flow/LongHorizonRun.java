package marginflow.flow;

import java.util.Optional;
import marginflow.flow.kink.ActiveSet;
import marginflow.flow.kink.CollapsedUnits;
import marginflow.flow.kink.CrossingCorrection;
import marginflow.flow.kink.EventDetector;
import marginflow.flow.kink.EventLocator;
import marginflow.flow.kink.FarSide;
import marginflow.flow.kink.GradientJumps;
import marginflow.flow.kink.KinkJudge;
import marginflow.flow.kink.ManifoldProjection;
import marginflow.flow.kink.ReturnDetector;
import marginflow.flow.kink.TrialVerdict;
import marginflow.flow.kink.UnitCollapse;
import marginflow.flow.method.ExplicitStepper;
import marginflow.flow.method.ExplicitTableau;
import marginflow.flow.method.RosenbrockStepper;
import marginflow.flow.method.RosenbrockTableau;
import marginflow.flow.method.StepController;
import marginflow.flow.method.Stepper;
import marginflow.flow.stiff.StiffSystem;
import marginflow.linalg.Vectors;
import marginflow.network.MarginModel;

/**
 * One run of the {@link LongHorizon} integrator. A step starts from a point y at which the field
 * has been evaluated, with a pattern and a sliding set. It is tried with both frozen, then judged:
 * the error, the monotone γ̃, the kinks that changed side. What a trial assumed of a kink on its
 * surface and its own end contradicts is assumed otherwise and the step tried again; so every
 * accepted step agrees with its own assumptions, and crossing, sliding and release are decided with
 * the weights that the implicit step itself arrives at.
 */
final class LongHorizonRun extends LongHorizonState {

  /**
   * Revisions of one step after which the step is halved: more than there are kinks that a step of
   * the runs measured found on their surfaces, so that only a cycle of contradictions gets there.
   */
  private static final int MOST_REVISIONS = 64;

  /** Trials of one step: those revisions for each of 64 halvings, and h is below any rounding. */
  private static final int MOST_TRIALS = 64 * MOST_REVISIONS;

  /**
   * Largest tolerance of explicit steps and of kinks. A side that a kink takes is not an error that
   * shrinks: passing a surface that repels at 6e-6, a run at 1e-4 or 1e-5 took the other side and
   * ended 2.5e-2 away, one at 1e-6 ended 2e-5 away. At 1e-6 all of 77 random-label problems with
   * one solution were within 5e-4 of it (results/flow-study).
   */
  private static final double PATH_TOLERANCE = 1e-6;

  private final double tolerance;
  private final StiffSystem system;
  private final ExplicitStepper explicit;
  private final RosenbrockStepper implicit;
  private final GradientJumps jumps;
  private final EventDetector detector;
  private final ReturnDetector returns;
  private final CrossingCorrection correction;
  private final KinkJudge judge;
  private final TrialVerdict.Shorten shorten = new TrialVerdict.Shorten();
  private final TrialVerdict.Reject reject = new TrialVerdict.Reject();
  private final ActiveSet activeSet;
  private final ManifoldProjection projection;
  private final FarSide farSide;
  private final UnitCollapse collapse;
  private final PrecisionLimit limit;

  private Stepper taken;

  /** Whether the flow is at rest at the start of the step, by the sides last assumed. */
  private boolean rests;

  /** Sides assumed otherwise in the step at hand since it was begun or halved. */
  private int revisions;

  /** Whether the linear system is that of the step at hand. */
  private boolean linearized;

  /** Error of the last trial, in units of what is allowed. */
  private double error;

  LongHorizonRun(MarginModel model, FlowSettings settings, FlowObserver observer) {
    this(model, settings, observer, StiffSystem.Limits.of(model));
  }

  /** A run whose linear systems are written out to other limits. */
  LongHorizonRun(
      MarginModel model, FlowSettings settings, FlowObserver observer, StiffSystem.Limits limits) {
    super(model, settings, observer);
    this.tolerance = Math.min(settings.tolerance(), PATH_TOLERANCE);
    this.system = new StiffSystem(field, sliding, limits);
    this.explicit = new ExplicitStepper(ExplicitTableau.dormandPrince(), field, false);
    this.implicit = new RosenbrockStepper(RosenbrockTableau.w4(), field, system);
    this.taken = explicit;
    this.jumps = new GradientJumps(field, sliding);
    this.detector = new EventDetector(field, sliding, jumps, tolerance);
    this.returns = new ReturnDetector(field, sliding, jumps, tolerance);
    this.correction = new CrossingCorrection(field, sliding, detector, jumps);
    this.limit = new PrecisionLimit(field, monitor);
    this.activeSet = new ActiveSet(field, detector, jumps, correction, implicit, counters, monitor);
    this.judge =
        new KinkJudge(tolerance, explicit, implicit, detector, returns, correction, activeSet);
    CollapsedUnits vanished = new CollapsedUnits(field, sliding, tolerance);
    this.collapse = new UnitCollapse(field, sliding, tolerance);
    this.farSide = new FarSide(field, sliding);
    this.projection = new ManifoldProjection(field, sliding, activeSet, vanished, counters);
  }

  void start(double[] theta0) {
    place(theta0);
    if (activeSet.align()) {
      field.evaluate(at);
      counters.evaluations++;
    }
    ready(theta0, tolerance);
  }

  /** Goes on where other steps on the same model have come to. */
  void takeOver(PolarRun from) {
    adopt(from);
    projection.settle(at);
    ready(at.theta(), tolerance);
  }

  @Override
  Optional<FlowResult> step() {
    Optional<FlowResult> end = ended();
    if (end.isPresent()) {
      return end;
    }
    begin();
    for (int trials = 1; ; trials++) {
      end = hopeless(trials);
      if (end.isPresent()) {
        return end;
      }
      Stepper stepper = stepper();
      attempt(stepper);
      switch (judge(stepper)) {
        case TrialVerdict.Reject verdict -> reject(verdict.h());
        case TrialVerdict.Revise verdict -> revise(verdict.kink());
        case TrialVerdict.Shorten verdict -> h = verdict.h();
        case TrialVerdict.Accept _ -> {
          if (accept(stepper)) {
            return Double.isFinite(logLoss) ? Optional.empty() : Optional.of(lost());
          }
        }
      }
    }
  }

  /** The result of a run that is at rest, or whose numbers end, before a step. */
  private Optional<FlowResult> ended() {
    if (steadyState.reached(at)) {
      return Optional.of(steadyState.result(monitor, at, field.idle().total(logLoss)));
    }
    Optional<FlowResult> end = limit.reached(field.idle().total(logLoss));
    return end.isPresent() ? end : steadyState.idle(monitor, at.logNorm(), logLoss);
  }

  private void begin() {
    activeSet.beginStep();
    judge.beginStep(at);
    activeSet.report();
    field.inert().begin(at.projectedForce(), at.theta());
    beginStep();
    revisions = 0;
    rests = false;
    linearized = false;
  }

  /** The result of a run that no further trial of the step at hand can lead on. */
  private Optional<FlowResult> hopeless(int trials) {
    if (rests) {
      return Optional.of(steadyState.result(monitor, at, field.idle().total(logLoss)));
    }
    if (!limit.counts(h, at.velocity())) {
      String complaint = method.stiff() ? system.complaint() : "";
      return Optional.of(stuck(PrecisionLimit.tooShort(h) + complaint));
    }
    if (trials > MOST_TRIALS) {
      return Optional.of(stuck(PrecisionLimit.tooMany(MOST_TRIALS, h)));
    }
    return Optional.empty();
  }

  /** The method of the next trial; a linearization tells whether the implicit one is worth it. */
  private Stepper stepper() {
    if (method.stiff() && !linearized) {
      system.linearize(at, jumps.turnTo(at), h);
      linearized = true;
      method.confirm(field.slacks().carried(), system.stiffness() * h);
      counters.evaluations += system.takeEvaluations();
    }
    return method.stiff() ? implicit : explicit;
  }

  /** Makes a trial step, its error in units of what is allowed. */
  private void attempt(Stepper stepper) {
    EventLocator locator = judge.locator();
    if (locator.active() && stepper == explicit) {
      explicit.endAt(at, locator.natural(), h / locator.natural(), next);
      counters.evaluations++;
      return;
    }
    double allowed = stepper == implicit ? settings.tolerance() : tolerance;
    error = stepper.attempt(at, h, allowed, next) / allowed;
    counters.evaluations += stepper.evaluations();
    counters.factorizations += stepper.factorizations();
  }

  private TrialVerdict judge(Stepper stepper) {
    if (!(error <= 1)) {
      return reject.to(controller.rejected(h, error, stepper.errorOrder()));
    }
    if (!projection.putBack(next)) {
      return reject.to(0.5 * h);
    }
    TrialVerdict kinks = judge.judge(at, next, h, stepper == implicit, futile);
    if (!(kinks instanceof TrialVerdict.Accept)) {
      return kinks;
    }
    if (smoothedMarginFell()) {
      return reject.to(0.5 * h);
    }
    if (!endsBeforeStop()) {
      judge.locator().reset();
      return shorten.to(h);
    }
    return TrialVerdict.ACCEPT;
  }

  /** The last accepted state, from which no step leads on. */
  private FlowResult stuck(String why) {
    field.evaluateStart(at);
    return limit.result(why, field.idle().total(logLoss));
  }

  /** The state before a step whose end has no finite field once its kinks are settled. */
  private FlowResult lost() {
    field.evaluateFree(next);
    return limit.result(
        "no finite velocity after the kinks of a step", field.idle().total(next.logLoss()));
  }

  private void reject(double shorter) {
    counters.rejected++;
    h = shorter;
    judge.locator().reset();
    stop.restart();
  }

  /**
   * Begins the step again with another side of one kink at its start: of the contradicted one, or
   * where that is −1 of the one whose slope was outside [0, 1] all along.
   */
  private void revise(int contradicted) {
    if (++revisions > MOST_REVISIONS) {
      h *= 0.5;
      revisions = 0;
    }
    linearized = false;
    counters.rejected++;
    if (contradicted >= 0) {
      activeSet.revise(contradicted);
    } else {
      activeSet.releaseOverdue();
    }
    activeSet.report();
    if (field.idle().wake()) {
      field.slacks().drop();
      h = StepController.first(tolerance, 0, steadyState.largestForce(next));
    }
    field.evaluateStart(at);
    counters.evaluations++;
    projection.settle(at);
    // What had no force on the other side may have one on this.
    field.inert().begin(at.projectedForce(), at.theta());
    logLoss = at.logLoss();
    rests = revisions > 0 && steadyState.reached(at);
    judge.begin(at);
    activeSet.report();
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

  /**
   * Settles the kinks of a trial and takes it for the state; false if it is to be tried shorter.
   */
  private boolean accept(Stepper stepper) {
    farSide.begin(next);
    activeSet.mark();
    field.inert().mark();
    EventLocator locator = judge.locator();
    int hit = judge.arrived(next) ? locator.target() : -1;
    collapse.find(detector, hit, at.y(), next.y());
    boolean changed = activeSet.settle(stepper == implicit, hit, locator.target(), h, next);
    boolean collapsed = collapse.settle(activeSet.standing(), next.y());
    changed |= collapsed || collapse.release(activeSet.standing(), next.y());
    if (changed) {
      projection.settle(next);
    }
    boolean known = !collapsed && !field.idle().awake();
    if (stepper == explicit && correction.any() && known && runsAway()) {
      return false;
    }
    clock.leavesOut(field.idle().logLoss());
    double share = StrictMath.exp(logLoss - field.idle().total(logLoss));
    clock.advance(
        h, at.y(), at.velocity(), logLoss, farSide.end(), farSide.velocity(), farSide.logLoss());
    monitor.meetsKinksAt(clock.tau(), field.idle().total(farSide.logLoss()));
    activeSet.graze(returns.grazing());
    if (collapsed && collapse.share() < 1) {
      activeSet.ambiguous(collapse.kink(), collapse.share());
    }
    activeSet.report();
    futile = !changed && (futile || (judge.awaited() && stepper == implicit));
    steadyState.moved(at.y(), next.y(), h, stepper == implicit);
    move();
    taken = stepper;
    boolean possible = method.stiff() && system.writtenOut();
    if (field.slacks().settle(at, field.beta(at.y()), possible)) {
      field.evaluate(at);
      counters.evaluations++;
    }
    remember();
    counters.evaluations += field.holdInert(at);
    logLoss = at.logLoss();
    clock.settled(at.logNorm(), logLoss);
    dissipation.step(this);
    dissipation.kinks(h, next.velocity(), farSide, at.y(), at.velocity());
    dissipation.ofPart(share);
    lastStep = h;
    counters.accepted++;
    double grown = controller.accepted(h, error, stepper.errorOrder());
    h = afterStop(locator.active() ? Math.max(grown, locator.natural()) : grown);
    method.choose(field.slacks().carried(), explicit.rate() * lastStep);
    if (field.idle().wake() || field.idle().find(at.weights())) {
      changeClock();
    }
    return true;
  }

  /** Goes on in the time of other rows: some have come to be off, or one has come on again. */
  private void changeClock() {
    field.slacks().drop();
    remember();
    field.evaluate(at);
    counters.evaluations += 1 + field.holdInert(at);
    logLoss = at.logLoss();
    h = StepController.first(tolerance, Vectors.norm(at.velocity()), steadyState.largestForce(at));
  }

  /**
   * Whether the field beyond the surfaces makes more of a crossing than the tolerance; goes back.
   */
  private boolean runsAway() {
    double excess = farSide.push(next, correction, activeSet) / tolerance;
    if (excess <= 1) {
      return false;
    }
    activeSet.rollBack();
    field.inert().rollBack();
    counters.rejected++;
    stop.restart();
    h = judge.shortened(h, 1 - correction.longest() / h, 1 / Math.sqrt(excess)).h();
    return true;
  }

  @Override
  ActiveSet activeSet() {
    return activeSet;
  }

  @Override
  UnitCollapse collapse() {
    return collapse;
  }

  @Override
  Stepper taken() {
    return taken;
  }
}
