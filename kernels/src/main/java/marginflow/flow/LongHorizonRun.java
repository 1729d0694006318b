package marginflow.flow;

import java.util.Optional;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;

/**
 * One run of the {@link LongHorizon} integrator. A step starts from a point y at which the field
 * has been evaluated, with a pattern and a sliding set. It is tried with both frozen, then judged:
 * the error, the monotone γ̃, the pairs that changed side. What a trial assumed of a pair on its
 * surface and its own end contradicts is assumed otherwise and the step tried again; so every
 * accepted step agrees with its own assumptions, and crossing, sliding and release are decided with
 * the weights that the implicit step itself arrives at.
 */
final class LongHorizonRun {

  /**
   * Revisions of one step after which it is halved: more than there are pairs that a step of the
   * runs measured found on their surfaces, so that only a cycle of contradictions gets there.
   */
  private static final int MOST_REVISIONS = 64;

  /** Trials of one step: those revisions for each of 64 halvings, and h is below any rounding. */
  private static final int MOST_TRIALS = 64 * MOST_REVISIONS;

  /** Explicit stability: Dormand–Prince's interval is 3.3 long (Hairer, Wanner II, IV.2). */
  private static final double EXPLICIT_LIMIT = 3.0;

  /**
   * Share of it beyond which an explicit step counts as stiff. The estimate of the Lipschitz
   * constant is a lower bound and the implicit step costs two thirds: with 0.9, steps of a
   * symmetric run were held by stability for 25 of them, unseen.
   */
  private static final double STIFF_SHARE = 0.5;

  /** Such steps in a row before the implicit method takes over (Hairer, Wanner II, IV.2). */
  private static final int STIFF_STEPS = 3;

  /**
   * How much of what may be left of a step past a surface a shortened one takes, so that one trial
   * is enough. Evaluations of ten random-label runs to 10^-10^6: 65,700 with 0.3, 65,000 with 0.5,
   * 64,600 with 0.7, 64,200 with 0.85.
   */
  private static final double PAST_SURFACE = 0.85;

  /**
   * How far a sliding pair of a deeper layer may drift off its surface, |z| at a norm of 1, before
   * it is put back or, where that is a long way, let go to the side it is on. Without a limit,
   * eight of twenty 3-8-8-1 runs of twelve points followed a pattern that the signs contradict,
   * margins up to 6 % wrong; with 1e-6 and 1e-5 none does and steps are spent on putting back,
   * 840,000 and 300,000 evaluations; with 1e-4 none does in 180,000; with 1e-3 four do.
   */
  private static final double MOST_DRIFT = 1e-4;

  private final Kinks kinks;
  private final FlowSettings settings;
  private final SlidingSet sliding;
  private final PolarField field;
  private final StiffSystem system;
  private final ExplicitStepper explicit;
  private final RosenbrockStepper implicit;
  private final KinkScan scan;
  private final Passes passes;
  private final KinkSides sides;
  private final Rest rest;
  private final Locator locator = new Locator();
  private final StopSearch stop;
  private final StepController controller = new StepController();
  private final FlowClock clock;
  private final FlowMonitor monitor;
  private final FlowStatistics statistics;
  private final int parameters;

  private double[] y;
  private double[] dy;
  private double[] next;
  private double[] nextDy;

  /** Where the field was last evaluated, before what is inert was put right: for checkpoints. */
  private final double[] evaluated;

  /** What was held at that evaluation, NaN elsewhere. */
  private final double[] held;

  private double h;
  private double lastStep;
  private boolean stiff;
  private int stiffSteps;

  private double logLoss;

  LongHorizonRun(MarginModel model, FlowSettings settings, FlowObserver observer) {
    this(model, settings, observer, StiffSystem.Limits.of(model));
  }

  /** A run whose linear systems are written out to other limits. */
  LongHorizonRun(
      MarginModel model, FlowSettings settings, FlowObserver observer, StiffSystem.Limits limits) {
    this.kinks = model.kinks();
    this.settings = settings;
    this.sliding = new SlidingSet(kinks, model.parameters());
    this.field = new PolarField(model, settings.loss(), sliding);
    this.system = new StiffSystem(field, sliding, limits);
    this.parameters = model.parameters();
    int dimension = field.dimension();
    this.explicit = new ExplicitStepper(ExplicitTableau.dormandPrince(), field, false);
    this.implicit = new RosenbrockStepper(RosenbrockTableau.ros34pw2(), field, system);
    this.scan = new KinkScan(field, sliding);
    this.passes = new Passes(field, sliding, scan);
    this.stop = new StopSearch(settings.tolerance());
    this.rest = new Rest(field);
    this.clock = new FlowClock(field.degree());
    this.monitor = new FlowMonitor(model, settings, observer, this::checkpoint);
    this.statistics = monitor.statistics();
    this.sides = new KinkSides(field, sliding, scan, passes, implicit, monitor);
    this.y = new double[dimension];
    this.dy = new double[dimension];
    this.next = new double[dimension];
    this.nextDy = new double[dimension];
    this.evaluated = new double[dimension];
    this.held = new double[parameters];
  }

  void start(double[] theta0) {
    field.place(theta0, y);
    field.evaluateFree(y, dy);
    statistics.evaluations++;
    field.inert().begin(field.force(), theta0);
    field.inert().restore(field.theta());
    remember();
    logLoss = field.logLoss();
    h = StepController.first(settings.tolerance(), Vectors.norm(dy));
  }

  FlowResult follow() {
    show();
    while (!monitor.accepted()) {
      Optional<FlowResult> end = step();
      if (end.isPresent()) {
        return end.get();
      }
      show();
    }
    return monitor.ended();
  }

  private void show() {
    monitor.update(
        field.theta(),
        clock,
        y[parameters],
        logLoss,
        field.smallestMargin(),
        field.radial() / forceNorm(),
        lastStep,
        sliding.count());
  }

  /** One accepted step; a result if the flow cannot go on. */
  private Optional<FlowResult> step() {
    if (rest.reached(y, dy, settings.tolerance())) {
      return Optional.of(rest.result(monitor, y, logLoss));
    }
    scan.begin(y);
    field.inert().begin(field.force(), field.theta());
    locator.reset();
    stop.begin(monitor.untilStop(y[parameters], logLoss));
    boolean linearized = false;
    int revisions = 0;
    int trials = 0;
    double error = 0;
    while (true) {
      if (!(h * Vectors.norm(dy) > 0.5 * Math.ulp(1.0))) {
        return Optional.of(
            stuck(
                "a step of size %.3g no longer changes the direction in double precision%s"
                    .formatted(h, stiff ? system.complaint() : "")));
      }
      if (++trials > MOST_TRIALS) {
        return Optional.of(
            stuck("%d trials of one step, the last of size %.3g".formatted(MOST_TRIALS, h)));
      }
      if (stiff && !linearized) {
        system.linearize(y, scan.sensitivities());
        linearized = true;
        stiff = system.stiffness() * h > STIFF_SHARE * EXPLICIT_LIMIT;
        statistics.evaluations += system.takeEvaluations();
      }
      Stepper stepper = stiff ? implicit : explicit;
      if (locator.active() && !stiff) {
        explicit.endAt(y, locator.natural(), h / locator.natural(), next, nextDy);
        statistics.evaluations++;
      } else {
        error =
            stepper.attempt(y, dy, h, settings.tolerance(), next, nextDy) / settings.tolerance();
        statistics.evaluations += stepper.evaluations();
        statistics.factorizations += stepper.factorizations();
      }
      if (!(error <= 1)) {
        reject(controller.rejected(h, error, stepper.errorOrder()));
        continue;
      }
      scan.judge(dy, next, nextDy, h, settings.tolerance(), stiff);
      if (!stiff) {
        passes.weigh(h, settings.tolerance(), explicit.rate());
      }
      int contradicted = contradicted();
      if (contradicted >= 0) {
        if (++revisions > MOST_REVISIONS) {
          h *= 0.5;
          revisions = 0;
        }
        revise(contradicted);
        linearized = false;
        continue;
      }
      if (!located()) {
        continue;
      }
      if (smoothedMarginFell()) {
        reject(0.5 * h);
        continue;
      }
      if (!stop.keeps(h, monitor.untilStop(next[parameters], field.logLoss()))) {
        locator.reset();
        h = stop.next();
        continue;
      }
      accept(stepper, error);
      return Double.isFinite(logLoss) ? Optional.empty() : Optional.of(lost());
    }
  }

  /** The last accepted state, from which no step leads on. */
  private FlowResult stuck(String why) {
    // Back from the last trial.
    field.evaluate(y, dy);
    return monitor.result(
        Termination.PRECISION_LIMIT,
        "%s, at log10 loss %.6g".formatted(why, logLoss / Math.log(10)));
  }

  /** The state before a step whose end has no finite field once its kinks are settled. */
  private FlowResult lost() {
    field.evaluateFree(next, nextDy);
    logLoss = field.logLoss();
    return monitor.result(
        Termination.PRECISION_LIMIT,
        "no finite velocity after the kinks of a step at log10 loss %.6g"
            .formatted(logLoss / Math.log(10)));
  }

  private void reject(double shorter) {
    statistics.rejected++;
    h = shorter;
    locator.reset();
    stop.restart();
  }

  /**
   * A pair that was on its surface at the start and ended on the wrong side; −1 if there is none.
   */
  private int contradicted() {
    for (int v = 0; v < scan.count(); v++) {
      if (scan.effect(v) > 1 && scan.startedOnSurface(scan.pair(v))) {
        return v;
      }
    }
    return -1;
  }

  /**
   * Assumes the other of a pair on its surface: sliding if it turns back, the far side if it
   * passes.
   */
  private void revise(int v) {
    statistics.rejected++;
    sides.revise(v);
    field.evaluate(y, dy);
    statistics.evaluations++;
    settle(y, dy);
    scan.begin(y);
    locator.reset();
    stop.restart();
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
      return !locator.active() || scan.crossed(locator.target()) || arrived() || !tryLonger();
    }
    int pair = scan.pair(first);
    if (pair == locator.target() && arrived()) {
      return true;
    }
    double fraction = scan.crossing(pair, next, dy, nextDy, h);
    if (!sides.slides(first)) {
      // Beyond the surface by what the effect allows, so that one trial is enough.
      double excess = scan.effect(first);
      fraction += PAST_SURFACE * (1 - fraction) / (stiff ? excess : Math.sqrt(excess));
    }
    if (!locator.shorten(pair, h, scan.distance(pair, next))) {
      reject(0.5 * h);
      return false;
    }
    h = locator.within(h * fraction);
    return false;
  }

  private boolean arrived() {
    return scan.arrived(locator.target(), next);
  }

  private boolean tryLonger() {
    if (!locator.lengthen(h, scan.distance(locator.target(), next))) {
      return false;
    }
    h = locator.within(Double.NaN);
    return true;
  }

  private boolean smoothedMarginFell() {
    if (!monitor.separated() || !monitor.homogeneous()) {
      return false;
    }
    double degree = field.degree();
    double before = -logLoss * StrictMath.exp(-degree * y[parameters]);
    double after = -field.logLoss() * StrictMath.exp(-degree * next[parameters]);
    return after < before * (1 - FlowMonitor.rounding(parameters, field.degree(), y[parameters]));
  }

  private void accept(Stepper stepper, double error) {
    clock.advance(h, y, dy, logLoss, next, nextDy, field.logLoss());
    int hit = locator.active() && arrived() ? locator.target() : -1;
    boolean changed = sides.settle(stepper == implicit, hit, locator.target(), h, next, nextDy);
    double[] swap = y;
    y = next;
    next = swap;
    swap = dy;
    dy = nextDy;
    nextDy = swap;
    if (changed || sliding.farthest(y[parameters], MOST_DRIFT) >= 0) {
      settle(y, dy);
    }
    remember();
    field.holdInert(y, dy);
    logLoss = field.logLoss();
    lastStep = h;
    statistics.accepted++;
    double grown = controller.accepted(h, error, stepper.errorOrder());
    h = locator.active() ? Math.max(grown, locator.natural()) : grown;
    h = stop.active() ? Math.max(h, stop.natural()) : h;
    chooseMethod();
  }

  private void chooseMethod() {
    if (!stiff) {
      stiffSteps = explicit.rate() * lastStep > STIFF_SHARE * EXPLICIT_LIMIT ? stiffSteps + 1 : 0;
      stiff = stiffSteps >= STIFF_STEPS;
    }
    if (stiff) {
      stiffSteps = 0;
    }
  }

  /** Puts a point back on the sliding surfaces and the sphere, and evaluates the field there. */
  private void settle(double[] point, double[] velocity) {
    while (!sliding.restore(point, StrictMath.exp(point[parameters]))) {
      int lost = sliding.farthest(point[parameters], MOST_DRIFT);
      if (lost < 0) {
        break;
      }
      sides.letGo(lost);
    }
    field.inert().moved(sliding.shift());
    field.normalize(point);
    field.evaluate(point, velocity);
    statistics.evaluations++;
  }

  private double forceNorm() {
    return Vectors.norm(field.force());
  }

  private Checkpoint checkpoint() {
    int words = (kinks.size() + 63) / 64;
    long[] pattern = new long[words];
    kinks.savePattern(pattern);
    CheckpointWriter out = new CheckpointWriter(LongHorizon.NAME);
    out.reals(evaluated).reals(held).real(h).real(lastStep).real(controller.memory());
    out.real(clock.tau()).real(clock.logTime()).real(monitor.smoothedMargin());
    out.integer(stiff ? 1 : 0).integer(stiffSteps).integer(monitor.monotone() ? 1 : 0);
    out.statistics(statistics);
    for (long word : pattern) {
      out.integer(word);
    }
    for (int i = 0; i < sliding.count(); i++) {
      out.integer(sliding.pair(i));
    }
    return out.checkpoint();
  }

  void restore(Checkpoint checkpoint) {
    int words = (kinks.size() + 63) / 64;
    CheckpointReader in = new CheckpointReader(checkpoint, 2 * parameters + 7, words + 10);
    in.reals(y);
    in.reals(held);
    h = in.real();
    lastStep = in.real();
    controller.restore(in.real());
    clock.restore(in.real(), in.real());
    double smoothed = in.real();
    stiff = in.integer() == 1;
    stiffSteps = (int) in.integer();
    monitor.restore(in.integer() == 1, smoothed);
    in.statistics(statistics);
    long[] pattern = new long[words];
    for (int i = 0; i < words; i++) {
      pattern[i] = in.integer();
    }
    kinks.restorePattern(pattern);
    while (in.hasIntegers()) {
      sliding.add((int) in.integer());
    }
    repeatEvaluation();
    logLoss = field.logLoss();
  }

  private void remember() {
    System.arraycopy(y, 0, evaluated, 0, y.length);
    System.arraycopy(field.inert().values(), 0, held, 0, parameters);
  }

  /** Does again what led to the state of a checkpoint, so that no bit of it is lost. */
  private void repeatEvaluation() {
    System.arraycopy(y, 0, evaluated, 0, y.length);
    if (statistics.accepted > 0) {
      field.inert().resume(held);
      field.evaluate(y, dy);
      field.holdInert(y, dy);
    } else {
      field.evaluate(y, dy);
      field.inert().resume(held);
      field.inert().restore(field.theta());
    }
  }
}
