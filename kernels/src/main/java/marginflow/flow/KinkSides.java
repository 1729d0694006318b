package marginflow.flow;

import java.util.Arrays;
import marginflow.network.Kinks;

/** Changes of side: pairs that cross, begin to slide and are released, counted and reported. */
final class KinkSides {

  private final PolarField field;
  private final Kinks kinks;
  private final SlidingSet sliding;
  private final KinkScan scan;
  private final Jumps jumps;
  private final FlowMonitor monitor;
  private final FlowStatistics statistics;
  private final RosenbrockStepper stepper;
  private final Passes passes;

  /** The pair on its surface at the start of the step that was last sent to its other side. */
  private int flipped = -1;

  private int leaving = -1;
  private boolean upward;

  /** By index in the sliding set: how far slopes were outside [0, 1] at the start of the step. */
  private double[] startExcess = new double[16];

  /** By index: what the passes of an explicit step will add to the multipliers at its end. */
  private double[] added = new double[16];

  private double overdueSince;

  /** Length of the force at the point where slopes are judged. */
  private double force;

  KinkSides(
      PolarField field,
      SlidingSet sliding,
      KinkScan scan,
      Jumps jumps,
      Passes passes,
      RosenbrockStepper stepper,
      FlowMonitor monitor) {
    this.field = field;
    this.kinks = field.model().kinks();
    this.sliding = sliding;
    this.scan = scan;
    this.jumps = jumps;
    this.passes = passes;
    this.stepper = stepper;
    this.monitor = monitor;
    this.statistics = monitor.statistics();
  }

  /** Whether a pair slides: one that leaves either side for the other does, whatever is said. */
  boolean slides(int v) {
    return scan.slides(v) || scan.pair(v) == flipped;
  }

  /** Assumes the other of a pair on its surface: sliding if it turns back, else the far side. */
  void revise(int v) {
    int pair = scan.pair(v);
    if (scan.misplaced(pair)) {
      flip(pair);
    } else if (slides(v)) {
      slide(pair);
    } else {
      flip(pair);
      flipped = pair;
    }
  }

  /**
   * Flips, slides and releases what an accepted step says, and corrects its end if it was explicit.
   *
   * @param implicit whether the step was implicit
   * @param hit the pair on whose surface the step ends, −1 if on none
   * @param target the pair it was shortened to, −1 if to none
   * @return whether anything changed
   */
  boolean settle(boolean implicit, int hit, int target, double h, double[] y, double[] dy) {
    // Everything is decided before anything is changed, by the set and the point as they were.
    findLeaving(implicit);
    boolean held = hit >= 0 && (hit == flipped || scan.slidesAt(hit, dy));
    if (!implicit) {
      statistics.evaluations += passes.correct(h, y, dy);
    }
    boolean changed = releaseLeaving() || (!implicit && passes.any());
    int sent = -1;
    for (int v = 0; v < scan.count(); v++) {
      int pair = scan.pair(v);
      if (pair == hit) {
        continue;
      }
      if (slides(v) && !scan.cannotBeHeld(pair)) {
        changed = true;
        slide(pair);
      } else if (slides(v) || implicit || passes.passed(pair)) {
        changed = true;
        flip(pair);
        sent = pair == target ? pair : sent;
      }
    }
    if (!implicit) {
      changed |= flipUnseen(hit);
    }
    if (hit >= 0) {
      changed = true;
      if (held && !scan.cannotBeHeld(hit)) {
        slide(hit);
      } else {
        flip(hit);
        sent = hit;
      }
    }
    flipped = sent;
    return changed;
  }

  /** Notes the slopes of sliding pairs at the start of a step, where the scan has begun. */
  void begin() {
    if (startExcess.length < sliding.count()) {
      startExcess = new double[2 * sliding.count()];
      added = new double[2 * sliding.count()];
    }
    for (int i = 0; i < sliding.count(); i++) {
      int pair = sliding.pair(i);
      startExcess[i] = beyond(pair, sliding.multiplier(i), jumps.atStart(pair));
    }
  }

  /**
   * How far a trial step pushes u by holding a pair on its surface after its slope has left [0, 1],
   * where release waits for the step's end: {@code ½ h (1 − x)} times the force at the end, x the
   * share of the step at which the excess, taken as linear, is zero. The largest of all pairs.
   */
  double overdue(boolean implicit, double h) {
    Arrays.fill(added, 0, sliding.count(), 0);
    if (!implicit && passes.any()) {
      sliding.multipliers(passes.added(), added);
    }
    force = Vectors.norm(field.force());
    double most = 0;
    for (int i = 0; i < sliding.count(); i++) {
      double excess = excess(i, implicit);
      if (excess > 0 && kinks.layer(sliding.pair(i)) == 0) {
        double start = startExcess[i];
        // The mean of what grows from the start's to the end's is half of their sum.
        double end = implicit ? Math.max(excess, 2 * excess - start) : excess;
        double since = start >= 0 ? 0 : -start / (end - start);
        double mean = start >= 0 ? excess : 0.5 * (1 - since) * end;
        double push = mean * h * sliding.normalLength(i);
        if (push > most) {
          most = push;
          overdueSince = since;
          leaving = sliding.pair(i);
          upward = multiplier(i, implicit) > middle(i, implicit);
        }
      }
    }
    Arrays.fill(added, 0, sliding.count(), 0);
    return most;
  }

  /** Share of the step at which the slope of the pair of the last {@link #overdue} left [0, 1]. */
  double overdueSince() {
    return overdueSince;
  }

  /** Releases the pair of the last {@link #overdue}. */
  void releaseOverdue() {
    releaseLeaving();
  }

  /** Flips what the correction of an explicit step has sent over its surface. */
  private boolean flipUnseen(int hit) {
    boolean any = false;
    for (int i = 0; i < passes.unseen(); i++) {
      int pair = passes.unseen(i);
      if (pair != hit) {
        any = true;
        flip(pair);
      }
    }
    return any;
  }

  /**
   * Looks for the pair whose slope has left [0, 1] by the largest force.
   *
   * @param implicit whether the step was implicit: the slope is then its mean over the step, since
   *     that of a point hangs on weights that a step knows to a tolerance of its own
   */
  private void findLeaving(boolean implicit) {
    force = Vectors.norm(field.force());
    int worst = -1;
    double largest = 0;
    for (int i = 0; i < sliding.count(); i++) {
      double excess = excess(i, implicit);
      if (excess > largest) {
        largest = excess;
        worst = i;
      }
    }
    leaving = worst < 0 ? -1 : sliding.pair(worst);
    upward = worst >= 0 && multiplier(worst, implicit) > middle(worst, implicit);
  }

  /** Releases the pair that was found, if one was. */
  private boolean releaseLeaving() {
    if (leaving < 0) {
      return false;
    }
    release(leaving, upward);
    return true;
  }

  /** Lets a pair go to the side it is on, off a surface that cannot be returned to. */
  void letGo(int pair) {
    release(pair, kinks.values()[pair] > 0);
  }

  /** Takes the pairs of a unit to their lower side, those of opposite samples too. */
  void turnOff(int[] unit) {
    for (int pair : unit) {
      if (sliding.contains(pair)) {
        release(pair, false);
      } else if (jumps.leads(pair) && kinks.positive(pair)) {
        flip(pair);
      }
    }
    for (int pair : unit) {
      kinks.setPositive(pair, false);
    }
  }

  private void release(int pair, boolean up) {
    sliding.remove(pair);
    statistics.releases++;
    turn(pair, up);
    monitor.event(
        up ? FlowEvent.Kind.RELEASE_UP : FlowEvent.Kind.RELEASE_DOWN,
        kinks.unit(pair),
        kinks.row(pair));
  }

  /**
   * Force by which the slope {@code ξ = base − c/jump} of a sliding pair exceeds [0, 1], over the
   * largest force; ξ and the multiplier c are one and the same, since {@code F − cn} is the
   * velocity with slope ξ.
   */
  private double excess(int index, boolean implicit) {
    int pair = sliding.pair(index);
    double jump = jump(index, implicit);
    double c = multiplier(index, implicit);
    double rounding = 1e-9 * Math.abs(jump) + 1e-13 * force / sliding.normalLength(index);
    return Math.max(beyond(pair, c, jump) - rounding, 0);
  }

  /** The same, below zero while ξ is inside. */
  private double beyond(int pair, double c, double jump) {
    double low = kinks.positive(pair) ? Math.min(0, jump) : Math.min(0, -jump);
    double high = kinks.positive(pair) ? Math.max(0, jump) : Math.max(0, -jump);
    return Math.max(low - c, c - high);
  }

  /** Multiplier at the slope half way between both sides. */
  private double middle(int index, boolean implicit) {
    return (kinks.positive(sliding.pair(index)) ? 0.5 : -0.5) * jump(index, implicit);
  }

  private double multiplier(int index, boolean implicit) {
    return implicit ? stepper.meanMultiplier(index) : sliding.multiplier(index) + added[index];
  }

  private double jump(int index, boolean implicit) {
    return implicit ? stepper.meanJump(index) : jumps.of(sliding.pair(index));
  }

  /** Turns a pair, and those of its surface with it: of opposite samples to the other side. */
  private void turn(int pair, boolean up) {
    for (int i = 0; i < kinks.coincident(pair); i++) {
      int other = kinks.coincident(pair, i);
      boolean otherUp = up == kinks.proportion(pair, other) > 0;
      if (otherUp) {
        kinks.wake(other);
      }
      kinks.setPositive(other, otherUp);
    }
  }

  /**
   * Puts pairs of one surface on one side of it, where rounding has put them on two.
   *
   * @return whether any was turned
   */
  boolean align() {
    boolean any = false;
    for (int pair = 0; pair < kinks.size(); pair++) {
      int first = kinks.coincident(pair, 0);
      boolean up = kinks.positive(first) == kinks.proportion(first, pair) > 0;
      if (kinks.positive(pair) != up) {
        kinks.setPositive(pair, up);
        any = true;
      }
    }
    return any;
  }

  /**
   * Lets a pair slide. One that other pairs lie behind is carried on its lower side, which for
   * slope 0 keeps its rounding out of them and their normals; its slope is that of its multiplier
   * on either.
   */
  private void slide(int pair) {
    if (kinks.layer(pair) < kinks.layers() - 1) {
      turn(pair, false);
    }
    sliding.add(pair);
    statistics.slides++;
    monitor.event(FlowEvent.Kind.SLIDE, kinks.unit(pair), kinks.row(pair));
  }

  private void flip(int pair) {
    boolean up = !kinks.positive(pair);
    turn(pair, up);
    statistics.crossings++;
    monitor.event(
        up ? FlowEvent.Kind.CROSS_UP : FlowEvent.Kind.CROSS_DOWN,
        kinks.unit(pair),
        kinks.row(pair));
  }
}
