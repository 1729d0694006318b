package marginflow.reference;

import marginflow.reference.FlowEnd.Status;
import marginflow.reference.KinkEvents.Event;

/**
 * The flow of a two-layer network with every event located: between events the field is smooth and
 * followed by a pair of order 5; at an event the step is shortened to it, and the pattern changes.
 * Kinks that slide are held by projection. To nine or ten digits, at a cost that grows with the
 * number of events: a second, independent word on what an integrator says, for small networks at
 * moderate losses (the pair is explicit).
 */
public final class LocatedFlow {

  /** Longest step: extrema of z are judged by a cubic over it. */
  private static final double LONGEST = 0.25;

  /**
   * Where squared speed, the rate of −log 𝓛, stays below this for many steps the flow is at rest.
   */
  private static final double REST = 1e-12;

  private static final int STEPS_OF_REST = 200;

  /** Step from which control starts, and to which it falls back where a unit is tiny. */
  private static final double FIRST = 1e-3;

  private static final double AFTER_EVENT = 1e-9;

  /** Returns to w = 0 of one flow after which it is left undecided: V pulls back on both sides. */
  private static final int PASSAGES = 12;

  /**
   * A unit held at w = 0 needs all rays of its potential at every step; up to here they are few.
   */
  private static final int HELD_INPUTS = 4;

  /** Halvings and secants to an event; forty secants, then halvings alone. */
  private static final int SECANTS = 40;

  private static final int LOCATIONS = 100;

  /** An event is located when its function is above this. */
  private static final double LOCATED = -2e-14;

  private final TwoLayerNet net;
  private final DormandPrinceStep stepper;
  private final KinkEvents events;
  private final KinkActions actions;
  private final KinkPattern pattern;
  private PatternState from;
  private PatternState to;
  private double tau;
  private double h = FIRST;

  /**
   * The end of a located flow.
   *
   * @param end where it ended
   * @param counts what its kinks did
   * @param steps steps tried
   */
  public record Result(FlowEnd end, KinkCounts counts, long steps) {}

  private LocatedFlow(TwoLayerNet net, double[] theta0) {
    this.net = net;
    stepper = new DormandPrinceStep(net);
    events = new KinkEvents(net);
    actions = new KinkActions(net);
    pattern = new KinkPattern(net.units(), net.n());
    from = new PatternState(net);
    to = new PatternState(net);
    System.arraycopy(theta0, 0, from.theta, 0, theta0.length);
    for (int k = 0; k < net.units(); k++) {
      for (int i = 0; i < net.n(); i++) {
        pattern.put(k, i, net.along(i, theta0, k * net.d()));
      }
    }
    from.evaluate(pattern);
  }

  /**
   * Follows the flow until the logarithm of the loss falls to a value.
   *
   * @param theta0 start, length P; on no kink
   * @param logLoss natural logarithm of the loss at which to end
   * @param tolerance largest error of a step relative to ‖θ‖
   * @param tauLimit τ at which to give up
   * @param stepLimit number of steps after which to give up
   * @throws IllegalArgumentException for a start of the wrong length
   */
  public static Result run(
      TwoLayerNet net,
      double[] theta0,
      double logLoss,
      double tolerance,
      double tauLimit,
      long stepLimit) {
    if (theta0.length != net.size()) {
      throw new IllegalArgumentException(
          "expected %d parameters, found %d".formatted(net.size(), theta0.length));
    }
    return new LocatedFlow(net, theta0).follow(logLoss, tolerance, tauLimit, stepLimit);
  }

  private Result follow(double logLoss, double tolerance, double tauLimit, long stepLimit) {
    long steps = 0;
    int quiet = 0;
    while (from.logLoss > logLoss) {
      if (tau >= tauLimit || steps >= stepLimit || beyondMeans()) {
        return result(Status.UNDECIDED, steps);
      }
      steps++;
      double error = stepper.advance(pattern, from, to, h);
      double longer = 0.9 * Math.pow(tolerance / Math.max(error, Double.MIN_NORMAL), 0.2);
      if (!(error <= tolerance)) {
        h *= Math.clamp(longer, 0.2, 0.9);
        continue;
      }
      double next = Math.min(LONGEST, h * Math.min(5, longer));
      Event event = shorten();
      if (to.logLoss <= logLoss) {
        h = land(logLoss);
        tau += h;
        swap();
        return result(Status.REACHED, steps);
      }
      tau += h;
      to.settle(pattern);
      h = next;
      if (event.happened()) {
        actions.take(pattern, from, to, event);
        boolean tiny = to.norm(event.unit()) < 1e-6 * to.norm();
        h = tiny ? AFTER_EVENT : Math.max(next, AFTER_EVENT);
      }
      to.evaluate(pattern);
      swap();
      quiet = from.speed() * from.speed() < REST ? quiet + 1 : 0;
      if (quiet > STEPS_OF_REST) {
        return result(Status.AT_REST, steps);
      }
    }
    return result(Status.REACHED, steps);
  }

  private boolean beyondMeans() {
    KinkCounts counts = actions.counts();
    return counts.passages() > PASSAGES || (counts.holds() > 0 && net.d() > HELD_INPUTS);
  }

  /** Shortens the step just made to the first event on it, if there is one. */
  private Event shorten() {
    double share = events.dip(pattern, from, to, h);
    if (share > 0) {
      h *= share;
      stepper.advance(pattern, from, to, h);
    }
    Event event = events.least(pattern, from, to);
    if (!event.happened()) {
      return event;
    }
    double before = 0;
    double above = Math.max(events.least(pattern, from, from).value(), 1e-14);
    double beyond = h;
    double below = event.value();
    int side = 0;
    for (int round = 0; round < LOCATIONS && below < LOCATED && beyond > before; round++) {
      double middle = (before + beyond) / 2;
      double secant = before + (beyond - before) * above / (above - below);
      double trial = round < SECANTS && secant > before && secant < beyond ? secant : middle;
      if (!(trial > before && trial < beyond)) {
        break;
      }
      stepper.advance(pattern, from, to, trial);
      Event at = events.least(pattern, from, to);
      // Illinois: the end that stays has its value halved.
      if (at.happened()) {
        beyond = trial;
        below = at.value();
        above = side == 1 ? above / 2 : above;
        side = 1;
      } else {
        before = trial;
        above = Math.max(at.value(), 1e-15);
        below = side == -1 ? below / 2 : below;
        side = -1;
      }
    }
    h = beyond;
    stepper.advance(pattern, from, to, h);
    return events.least(pattern, from, to);
  }

  /** The part of the step after which the loss is reached; the new state is there. */
  private double land(double logLoss) {
    double before = 0;
    double above = from.logLoss - logLoss;
    double beyond = h;
    double below = to.logLoss - logLoss;
    int side = 0;
    double trial = h;
    for (int round = 0; round < LOCATIONS && Math.abs(to.logLoss - logLoss) > 1e-14; round++) {
      double secant = before + (beyond - before) * above / (above - below);
      trial = round < SECANTS ? secant : (before + beyond) / 2;
      stepper.advance(pattern, from, to, trial);
      double value = to.logLoss - logLoss;
      if (value < 0) {
        beyond = trial;
        below = value;
        above = side == 1 ? above / 2 : above;
        side = 1;
      } else {
        before = trial;
        above = value;
        below = side == -1 ? below / 2 : below;
        side = -1;
      }
    }
    return trial;
  }

  private void swap() {
    PatternState old = from;
    from = to;
    to = old;
  }

  private Result result(Status status, long steps) {
    return new Result(
        new FlowEnd(status, from.theta.clone(), tau, from.logLoss), actions.counts(), steps);
  }
}
