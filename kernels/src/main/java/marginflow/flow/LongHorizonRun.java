package marginflow.flow;

import java.util.Locale;
import java.util.Optional;
import marginflow.flow.kink.Apex;
import marginflow.flow.kink.FarSide;
import marginflow.flow.kink.Jumps;
import marginflow.flow.kink.KinkScan;
import marginflow.flow.kink.KinkSides;
import marginflow.flow.kink.Locator;
import marginflow.flow.kink.Passes;
import marginflow.flow.kink.ReturnScan;
import marginflow.flow.kink.Surfaces;
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
 * the error, the monotone γ̃, the pairs that changed side. What a trial assumed of a pair on its
 * surface and its own end contradicts is assumed otherwise and the step tried again; so every
 * accepted step agrees with its own assumptions, and crossing, sliding and release are decided with
 * the weights that the implicit step itself arrives at.
 */
final class LongHorizonRun extends LongHorizonState {

  /**
   * Revisions of one step after which it is halved: more than there are pairs that a step of the
   * runs measured found on their surfaces, so that only a cycle of contradictions gets there.
   */
  private static final int MOST_REVISIONS = 64;

  /** Trials of one step: those revisions for each of 64 halvings, and h is below any rounding. */
  private static final int MOST_TRIALS = 64 * MOST_REVISIONS;

  /**
   * How much of what may be left of a step past a surface a shortened one takes, so that one trial
   * is enough. Evaluations of ten random-label runs to 10^-10^6: 65,700 with 0.3, 65,000 with 0.5,
   * 64,600 with 0.7, 64,200 with 0.85.
   */
  private static final double PAST_SURFACE = 0.85;

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
  private final Jumps jumps;
  private final KinkScan scan;
  private final ReturnScan returns;
  private final Passes passes;
  private final KinkSides sides;
  private final Surfaces surfaces;
  private final FarSide farSide;
  private final UnitCollapse collapse;
  private final PrecisionLimit limit;
  private final Locator locator = new Locator();

  private Stepper taken;

  /** Whether the step at hand was shortened to release a pair. */
  private boolean awaited;

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
    this.jumps = new Jumps(field, sliding);
    this.scan = new KinkScan(field, sliding, jumps, tolerance);
    this.returns = new ReturnScan(field, sliding, jumps, tolerance);
    this.passes = new Passes(field, sliding, scan, jumps);
    this.limit = new PrecisionLimit(field, monitor);
    this.sides = new KinkSides(field, scan, jumps, passes, implicit, counters, monitor);
    Apex apex = new Apex(field, sliding, tolerance);
    this.collapse = new UnitCollapse(field, sliding, tolerance);
    this.farSide = new FarSide(field, sliding);
    this.surfaces = new Surfaces(field, sliding, sides, apex, counters);
  }

  void start(double[] theta0) {
    field.place(theta0, y);
    field.evaluateFree(y, dy);
    counters.evaluations++;
    if (sides.align()) {
      field.evaluate(y, dy);
      counters.evaluations++;
    }
    field.inert().begin(field.projectedForce(), theta0);
    field.inert().restore(field.theta());
    remember();
    logLoss = field.logLoss();
    h = StepController.first(tolerance, Vectors.orderedNorm(dy), rest.largestForce());
  }

  @Override
  Optional<FlowResult> step() {
    if (rest.reached(dy)) {
      return Optional.of(rest.result(monitor, y, dy, field.idle().total(logLoss)));
    }
    Optional<FlowResult> end = limit.reached(field.idle().total(logLoss));
    if (end.isPresent()) {
      return end;
    }
    end = rest.idle(monitor, y, logLoss);
    if (end.isPresent()) {
      return end;
    }
    sides.beginStep();
    beginScan();
    field.inert().begin(field.projectedForce(), field.theta());
    locator.reset();
    awaited = false;
    beginStep();
    boolean linearized = false;
    int revisions = 0;
    int trials = 0;
    double error = 0;
    while (true) {
      if (revisions > 0 && rest.reached(dy)) {
        return Optional.of(rest.result(monitor, y, dy, field.idle().total(logLoss)));
      }
      if (!limit.counts(h, dy)) {
        return Optional.of(
            stuck(
                String.format(
                    Locale.ROOT,
                    "a step of size %.3g no longer changes anything in double precision%s",
                    h,
                    method.stiff() ? system.complaint() : "")));
      }
      if (++trials > MOST_TRIALS) {
        return Optional.of(
            stuck(
                String.format(
                    Locale.ROOT, "%d trials of one step, the last of size %.3g", MOST_TRIALS, h)));
      }
      if (method.stiff() && !linearized) {
        system.linearize(y, jumps.refresh(), h);
        linearized = true;
        method.confirm(field.excesses().carried(), system.stiffness() * h);
        counters.evaluations += system.takeEvaluations();
      }
      boolean stiff = method.stiff();
      Stepper stepper = stiff ? implicit : explicit;
      if (locator.active() && !stiff) {
        explicit.endAt(y, locator.natural(), h / locator.natural(), next, nextDy);
        counters.evaluations++;
      } else {
        double allowed = stiff ? settings.tolerance() : tolerance;
        error = stepper.attempt(y, dy, h, allowed, next, nextDy) / allowed;
        counters.evaluations += stepper.evaluations();
        counters.factorizations += stepper.factorizations();
      }
      if (!(error <= 1)) {
        reject(controller.rejected(h, error, stepper.errorOrder()));
        continue;
      }
      if (!surfaces.putBack(next, nextDy)) {
        reject(0.5 * h);
        continue;
      }
      scan.judge(dy, next, nextDy, h, stiff);
      int waking = scan.waking();
      if (waking >= 0 && !(scan.pair(waking) == locator.target() && arrived())) {
        locate(waking, 0);
        continue;
      }
      if (!stiff) {
        passes.weigh(h, tolerance, explicit.rate(), next);
      }
      int contradicted = contradicted();
      double overdue = sides.overdue(stiff, h) / tolerance;
      if (contradicted >= 0 || (overdue > 1 && sides.overdueSince() == 0)) {
        if (++revisions > MOST_REVISIONS) {
          h *= 0.5;
          revisions = 0;
        }
        revise(contradicted);
        linearized = false;
        continue;
      }
      if (overdue > 1 && !(stiff && futile)) {
        awaited = true;
        shorten(sides.overdueSince(), 1 / Math.sqrt(overdue));
        continue;
      }
      double turned =
          stiff ? returns.implicit(implicit, y, next, h) : returns.explicit(next, nextDy, h);
      double back = Math.min(turned, scan.reordered(next, h));
      if (back < 1) {
        h = locator.cut(h, back);
        continue;
      }
      if (!stiff && passes.missed() > 1) {
        shorten(passes.missedSince(), 1 / passes.missed());
        continue;
      }
      if (!located()) {
        continue;
      }
      if (smoothedMarginFell()) {
        reject(0.5 * h);
        continue;
      }
      if (!endsBeforeStop()) {
        locator.reset();
        continue;
      }
      if (!accept(stepper, error)) {
        continue;
      }
      return Double.isFinite(logLoss) ? Optional.empty() : Optional.of(lost());
    }
  }

  /** The last accepted state, from which no step leads on. */
  private FlowResult stuck(String why) {
    field.evaluateStart(y, dy);
    return limit.result(why, field.idle().total(logLoss));
  }

  /** The state before a step whose end has no finite field once its kinks are settled. */
  private FlowResult lost() {
    field.evaluateFree(next, nextDy);
    return limit.result(
        "no finite velocity after the kinks of a step", field.idle().total(field.logLoss()));
  }

  private void reject(double shorter) {
    counters.rejected++;
    h = shorter;
    locator.reset();
    stop.restart();
  }

  /**
   * A pair that was on its surface at the start and ended on the wrong side; −1 if there is none.
   */
  private int contradicted() {
    for (int v = 0; v < scan.count(); v++) {
      if (scan.effect(v) > 1 && scan.startedOnSurface(v)) {
        return v;
      }
    }
    return -1;
  }

  /**
   * Begins the step again with another side of one pair at its start: of the contradicted one, or
   * where that is −1 of the one whose slope was outside [0, 1] all along.
   */
  private void revise(int contradicted) {
    counters.rejected++;
    if (contradicted >= 0) {
      sides.revise(contradicted);
    } else {
      sides.releaseOverdue();
    }
    sides.report();
    if (field.idle().wake()) {
      field.excesses().drop();
      h = StepController.first(tolerance, 0, rest.largestForce());
    }
    field.evaluateStart(y, dy);
    counters.evaluations++;
    surfaces.settle(y, dy);
    sides.report();
    // What had no force on the other side may have one on this.
    field.inert().begin(field.projectedForce(), field.theta());
    logLoss = field.logLoss();
    beginScan();
    locator.reset();
    stop.restart();
  }

  private void beginScan() {
    scan.begin(y);
    returns.begin(y, dy);
    sides.begin();
  }

  /** Ends the step beyond a share of it, by a share of what is left. */
  private void shorten(double since, double share) {
    h = locator.cut(h, since + PAST_SURFACE * (1 - since) * share);
  }

  /**
   * Shortens the step to the first pair whose treatment at the end would matter; true if there is
   * none.
   */
  private boolean located() {
    int first = -1;
    for (int v = 0; v < scan.count(); v++) {
      if (scan.effect(v) > 1 && (first < 0 || scan.fraction(v) < scan.fraction(first))) {
        first = v;
      }
    }
    if (first < 0) {
      return locator.target() < 0 || scan.crossed(locator.target()) || arrived() || !tryLonger();
    }
    int pair = scan.pair(first);
    if (pair == locator.target() && arrived()) {
      return true;
    }
    // Beyond the surface by what the effect allows, so that one trial is enough.
    double excess = scan.effect(first);
    locate(
        first,
        sides.slides(first) ? 0 : PAST_SURFACE / (method.stiff() ? excess : Math.sqrt(excess)));
    return false;
  }

  /** Shortens the step to a crossing, and by a share of what is left beyond it. */
  private void locate(int v, double share) {
    int pair = scan.pair(v);
    double fraction = scan.crossing(pair, next, dy, nextDy, h);
    if (locator.shorten(pair, h, scan.distance(pair, next))) {
      h = locator.within(h * (fraction + share * (1 - fraction)));
    } else {
      reject(0.5 * h);
    }
  }

  private boolean arrived() {
    return locator.target() >= 0 && scan.arrived(locator.target(), next);
  }

  private boolean tryLonger() {
    if (!locator.lengthen(h, scan.distance(locator.target(), next))) {
      return false;
    }
    h = locator.within(Double.NaN);
    return true;
  }

  private boolean smoothedMarginFell() {
    return settings.guarded()
        && monitor
            .smoothed()
            .fell(
                y[parameters],
                logLoss,
                next[parameters],
                field.logLoss(),
                field.excesses().resolution(),
                field.offSurface());
  }

  /**
   * Settles the kinks of a trial and takes it for the state; false if it is to be tried shorter.
   */
  private boolean accept(Stepper stepper, double error) {
    farSide.begin(next, nextDy);
    sides.mark();
    field.inert().mark();
    int hit = arrived() ? locator.target() : -1;
    collapse.find(scan, hit, y, next);
    boolean changed = sides.settle(stepper == implicit, hit, locator.target(), h, next, nextDy);
    boolean collapsed = collapse.settle(next);
    changed |= collapsed || collapse.release(next);
    if (changed) {
      surfaces.settle(next, nextDy);
    }
    boolean known = !collapsed && !field.idle().awake();
    if (stepper == explicit && passes.any() && known && runsAway()) {
      return false;
    }
    clock.leavesOut(field.idle().logLoss());
    double share = StrictMath.exp(logLoss - field.idle().total(logLoss));
    clock.advance(h, y, dy, logLoss, farSide.end(), farSide.velocity(), farSide.logLoss());
    monitor.meetsKinksAt(clock.tau(), field.idle().total(farSide.logLoss()));
    sides.graze(returns.grazing());
    if (collapsed && collapse.share() < 1) {
      sides.ambiguous(collapse.kink(), collapse.share());
    }
    sides.report();
    futile = !changed && (futile || (awaited && stepper == implicit));
    rest.moved(y, next, h, stepper == implicit);
    move();
    taken = stepper;
    boolean possible = method.stiff() && system.writtenOut();
    if (field.excesses().settle(StrictMath.exp(y[parameters]), field.beta(y), possible)) {
      field.evaluate(y, dy);
      counters.evaluations++;
    }
    remember();
    counters.evaluations += field.holdInert(y, dy);
    logLoss = field.logLoss();
    clock.settled(y[parameters], logLoss);
    dissipation.step(this);
    dissipation.kinks(h, nextDy, farSide, y, dy);
    dissipation.ofPart(share);
    lastStep = h;
    counters.accepted++;
    double grown = controller.accepted(h, error, stepper.errorOrder());
    h = afterStop(locator.active() ? Math.max(grown, locator.natural()) : grown);
    method.choose(field.excesses().carried(), explicit.rate() * lastStep);
    if (field.idle().wake() || field.idle().find(field.weights())) {
      changeClock();
    }
    return true;
  }

  /** Goes on in the time of other rows: some have come to be off, or one has come on again. */
  private void changeClock() {
    field.excesses().drop();
    remember();
    field.evaluate(y, dy);
    counters.evaluations += 1 + field.holdInert(y, dy);
    logLoss = field.logLoss();
    h = StepController.first(tolerance, Vectors.orderedNorm(dy), rest.largestForce());
  }

  /**
   * Whether the field beyond the surfaces makes more of a crossing than the tolerance; goes back.
   */
  private boolean runsAway() {
    double excess = farSide.push(passes, sides) / tolerance;
    if (excess <= 1) {
      return false;
    }
    sides.rollBack();
    field.inert().rollBack();
    counters.rejected++;
    stop.restart();
    shorten(1 - passes.longest() / h, 1 / Math.sqrt(excess));
    return true;
  }

  @Override
  KinkSides sides() {
    return sides;
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
