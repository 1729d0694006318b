package marginflow.flow.kink;

import marginflow.flow.field.Evaluation;
import marginflow.flow.method.ExplicitStepper;
import marginflow.flow.method.RosenbrockStepper;

/**
 * Judges the kinks of a trial step whose error is within the limit. In this order: a sample that
 * was left to itself ends the step where it comes on; a kink that ended on the side its start
 * excluded begins the step anew; a slope that left [0, 1], a kink that crossed and came back, and a
 * crossing that would have begun a fast motion shorten it; the first kink whose treatment at the
 * end would matter is located.
 */
public final class KinkJudge {

  /**
   * How much of what may be left of a step past a surface a shortened one takes, so that one trial
   * is enough. Evaluations of ten random-label runs to 10^-10^6: 65,700 with 0.3, 65,000 with 0.5,
   * 64,600 with 0.7, 64,200 with 0.85.
   */
  private static final double PAST_SURFACE = 0.85;

  private final double tolerance;
  private final ExplicitStepper explicit;
  private final RosenbrockStepper implicit;
  private final EventDetector detector;
  private final ReturnDetector returns;
  private final CrossingCorrection correction;
  private final ActiveSet activeSet;
  private final EventLocator locator = new EventLocator();
  private final TrialVerdict.Shorten shorten = new TrialVerdict.Shorten();
  private final TrialVerdict.Reject reject = new TrialVerdict.Reject();
  private final TrialVerdict.Revise revise = new TrialVerdict.Revise();

  /** Whether the step at hand was shortened to release a kink. */
  private boolean awaited;

  /**
   * A judge of the steps of one run.
   *
   * @param tolerance of kinks, relative to θ
   */
  public KinkJudge(
      double tolerance,
      ExplicitStepper explicit,
      RosenbrockStepper implicit,
      EventDetector detector,
      ReturnDetector returns,
      CrossingCorrection correction,
      ActiveSet activeSet) {
    this.tolerance = tolerance;
    this.explicit = explicit;
    this.implicit = implicit;
    this.detector = detector;
    this.returns = returns;
    this.correction = correction;
    this.activeSet = activeSet;
  }

  /** The search for the end of the step. */
  public EventLocator locator() {
    return locator;
  }

  /** Whether the step at hand was shortened to release a kink. */
  public boolean awaited() {
    return awaited;
  }

  /** A step begins. */
  public void beginStep(Evaluation start) {
    awaited = false;
    begin(start);
  }

  /** The step begins anew from other sides. */
  public void begin(Evaluation start) {
    detector.begin(start);
    returns.begin(start);
    activeSet.graze(returns.reversed());
    activeSet.begin(start);
    locator.reset();
  }

  /**
   * Judges a trial.
   *
   * @param start of the step
   * @param end with the pattern and the sliding set of the start
   * @param h length of the step
   * @param stiff whether the step was implicit
   * @param futile whether shortening a step to release a kink has released none since a kink last
   *     changed its side
   */
  public TrialVerdict judge(
      Evaluation start, Evaluation end, double h, boolean stiff, boolean futile) {
    detector.judge(start, end, h, stiff);
    int waking = detector.waking();
    if (waking >= 0 && !(detector.kink(waking) == locator.target() && arrived(end))) {
      return located(waking, 0, start, end, h);
    }
    if (!stiff) {
      correction.weigh(h, tolerance, explicit.rate(), end);
    }
    int contradicted = contradicted();
    double overdue = activeSet.overdue(end, stiff, h) / tolerance;
    boolean overdueAtStart = overdue > 1 && activeSet.overdueSince() == 0;
    if (overdueAtStart || contradicted >= 0) {
      return revise.at(overdueAtStart ? -1 : contradicted);
    }
    if (overdue > 1 && !(stiff && futile)) {
      awaited = true;
      return shortened(h, activeSet.overdueSince(), 1 / Math.sqrt(overdue));
    }
    double turned = stiff ? returns.implicit(implicit, start, end, h) : returns.explicit(end, h);
    double back = Math.min(turned, detector.reordered(end.y(), h));
    if (back < 1) {
      return shorten.to(locator.cut(h, back));
    }
    if (!stiff && correction.unseen().missed() > 1) {
      return shortened(h, correction.unseen().missedSince(), 1 / correction.unseen().missed());
    }
    TrialVerdict located = located(start, end, h, stiff);
    double displaced = stiff || located != TrialVerdict.ACCEPT ? 0 : displaced(end);
    return displaced > 1 ? shortened(h, 1 - correction.longest() / h, 1 / displaced) : located;
  }

  /**
   * How far the correction of an explicit step takes a kink off its surface that is to slide from
   * its end on, over the tolerance. It was decided by the frozen path: crossings that move it
   * farther are left behind first.
   */
  private double displaced(Evaluation end) {
    double most = 0;
    for (int v = 0; v < detector.count() && correction.any(); v++) {
      if (activeSet.slides(v)) {
        most = Math.max(most, correction.unseen().displacement(detector.kink(v)));
      }
    }
    if (correction.any() && arrived(end)) {
      most = Math.max(most, correction.unseen().displacement(locator.target()));
    }
    return most / tolerance;
  }

  /** Ends the step beyond a share of it, by a share of what is left. */
  public TrialVerdict.Shorten shortened(double h, double since, double share) {
    return shorten.to(locator.cut(h, since + PAST_SURFACE * (1 - since) * share));
  }

  /** Whether a trial ends on the surface that is searched. */
  public boolean arrived(Evaluation end) {
    return locator.target() >= 0 && detector.paths().arrived(locator.target(), end.y());
  }

  /** A kink that was on its surface at the start and ended on the wrong side; −1 for none. */
  private int contradicted() {
    for (int v = 0; v < detector.count(); v++) {
      if (detector.effect(v) > 1 && detector.startedOnSurface(v)) {
        return v;
      }
    }
    return -1;
  }

  /** Ends the step at the first kink whose treatment at the end would matter, if there is one. */
  private TrialVerdict located(Evaluation start, Evaluation end, double h, boolean stiff) {
    int first = first();
    if (first < 0) {
      int target = locator.target();
      return target < 0 || detector.crossed(target) || arrived(end)
          ? TrialVerdict.ACCEPT
          : lengthened(end, h);
    }
    if (detector.kink(first) == locator.target() && arrived(end)) {
      return TrialVerdict.ACCEPT;
    }
    // Beyond the surface by what the effect allows, so that one trial is enough.
    double excess = detector.effect(first);
    double share = PAST_SURFACE / (stiff ? excess : Math.sqrt(excess));
    return located(first, activeSet.slides(first) ? 0 : share, start, end, h);
  }

  /** The kink with an effect that is crossed first; −1 for none. */
  private int first() {
    int first = -1;
    for (int v = 0; v < detector.count(); v++) {
      if (detector.effect(v) > 1
          && (first < 0 || detector.fraction(v) < detector.fraction(first))) {
        first = v;
      }
    }
    return first;
  }

  /** Ends the step at a crossing, or beyond it by a share of what is left. */
  private TrialVerdict located(int v, double share, Evaluation start, Evaluation end, double h) {
    int kink = detector.kink(v);
    double fraction = detector.paths().crossing(kink, end.y(), start.velocity(), end.velocity(), h);
    return locator.shorten(kink, h, detector.paths().distance(kink, end.y()))
        ? shorten.to(locator.within(h * (fraction + share * (1 - fraction))))
        : reject.to(0.5 * h);
  }

  /** Goes on towards a surface that the trial has not reached. */
  private TrialVerdict lengthened(Evaluation end, double h) {
    return locator.lengthen(h, detector.paths().distance(locator.target(), end.y()))
        ? shorten.to(locator.within(Double.NaN))
        : TrialVerdict.ACCEPT;
  }
}
