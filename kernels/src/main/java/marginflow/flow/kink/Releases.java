package marginflow.flow.kink;

import java.util.Arrays;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.flow.method.RosenbrockStepper;
import marginflow.linalg.Vectors;
import marginflow.network.Kinks;

/**
 * When the sliding kinks of a step have to leave their surfaces. Held by the multiplier c, a kink
 * whose force jumps by J across its surface has the slope {@code ξ = base − c/J}: {@code F − c n}
 * is the velocity with slope ξ, so c and ξ are one and the same. It leaves
 *
 * <ul>
 *   <li>where ξ leaves [0, 1], to the side it leaves by;
 *   <li>where J comes to be positive: the surface then repels, ξ stays where it is, and the kink
 *       leaves to the side that ξ is nearer to. Staying is a solution as well, and so is the other
 *       side: the flow is not unique there.
 * </ul>
 *
 * <p>What a step errs by if it waits for its end to let a kink go is the force by which c exceeds
 * its range, integrated from where it began to. Both c and J are taken as linear over the step.
 */
final class Releases {

  private final PolarField field;
  private final Kinks kinks;
  private final SlidingSet sliding;
  private final GradientJumps jumps;
  private final RosenbrockStepper implicit;

  /** By index in the sliding set: multiplier and jump at the start of the step. */
  private double[] startMultiplier = new double[16];

  private double[] startJump = new double[16];

  /** By index: what the crossings of an explicit step will add to the multipliers at its end. */
  private double[] added = new double[16];

  /** By index: whether {@link Chatter} holds a kink though its slope is outside [0, 1]. */
  private boolean[] staysAtStart = new boolean[16];

  private boolean[] staysAtEnd = new boolean[16];

  private final ForceRange range;
  private final Chatter chatter;

  /** Kinks that are not released before the step's end. */
  private final boolean[] held;

  private int[] heldKinks = new int[16];
  private int heldCount;

  /** Where slopes are judged, and the length of the force there. */
  private Evaluation at;

  private double force;

  private boolean stiff;
  private int worst;
  private double push;
  private double since;

  Releases(PolarField field, SlidingSet sliding, GradientJumps jumps, RosenbrockStepper implicit) {
    this.field = field;
    this.kinks = field.model().kinks();
    this.sliding = sliding;
    this.jumps = jumps;
    this.implicit = implicit;
    this.held = new boolean[kinks.size()];
    this.range = new ForceRange(kinks, sliding, jumps);
    this.chatter = new Chatter(field, sliding);
    this.at = field.nowhere();
  }

  /** Forgets what {@link #hold} was told: a step begins that was not tried before. */
  void forget() {
    for (int i = 0; i < heldCount; i++) {
      held[heldKinks[i]] = false;
    }
    heldCount = 0;
  }

  /**
   * Holds a kink through the trials of this step: it has come back from the side that its slope
   * sent it to. What the deeper kinks of its row do there can turn it round; released and caught in
   * turns, it used up the revisions of every step.
   */
  void hold(int kink) {
    if (!held[kink]) {
      if (heldCount == heldKinks.length) {
        heldKinks = Arrays.copyOf(heldKinks, 2 * heldCount);
      }
      held[kink] = true;
      heldKinks[heldCount++] = kink;
    }
  }

  /** Notes the slopes at the start of a step. */
  void begin(Evaluation start) {
    at = start;
    force = Vectors.norm(start.force());
    if (sliding.deep()) {
      jumps.turnTo(start);
    }
    if (startJump.length < sliding.count()) {
      startMultiplier = new double[2 * sliding.count()];
      startJump = new double[2 * sliding.count()];
      added = new double[2 * sliding.count()];
      staysAtStart = new boolean[2 * sliding.count()];
      staysAtEnd = new boolean[2 * sliding.count()];
    }
    for (int i = 0; i < sliding.count(); i++) {
      startMultiplier[i] = start.multipliers()[i];
      // With what deeper sliding kinks add, as at the end: without it slopes of 0.92 were none.
      startJump[i] = sliding.deep() ? jumps.of(sliding.kink(i)) : jumps.atStart(sliding.kink(i));
      staysAtStart[i] = comesBack(i);
    }
  }

  /**
   * Judges a trial step by its end.
   *
   * @param end with the pattern and the sliding set of the start
   * @param byImplicit whether the step was implicit: what is known of a slope is then its mean over
   *     the step, since that of a point hangs on weights that a step knows to a tolerance of its
   *     own
   * @param correction the crossings of an explicit step
   * @return how far the step pushes u by holding the most overdue kink to its end
   */
  double judge(Evaluation end, boolean byImplicit, CrossingCorrection correction, double h) {
    at = end;
    stiff = byImplicit;
    Arrays.fill(added, 0, sliding.count(), 0);
    if (!stiff && correction.any()) {
      sliding.multipliers(correction.added(), added);
    }
    force = Vectors.norm(end.force());
    worst = -1;
    push = 0;
    since = 1;
    for (int i = 0; i < sliding.count(); i++) {
      staysAtEnd[i] = comesBack(i);
      if (!held[sliding.kink(i)]) {
        judge(i, h);
      }
    }
    return push;
  }

  private void judge(int i, double h) {
    double end = endExcess(i);
    // Where a chatter ended inside the step nothing tells: half way, for want of better.
    double start = staysAtStart[i] ? Math.min(startExcess(i), -end) : startExcess(i);
    if (staysAtEnd[i] || (start <= 0 && end <= 0)) {
      return;
    }
    double from = start > 0 ? 0 : -start / (end - start);
    double to = end > 0 ? 1 : start / (start - end);
    // The mean of what is linear and zero at one end, or positive at both.
    double mean = 0.5 * (Math.max(start, 0) + Math.max(end, 0)) * (to - from);
    double moved = mean * h * sliding.normalLength(i);
    if (moved > push) {
      push = moved;
      since = from;
      worst = i;
    }
  }

  /**
   * Excess at the start, beyond its rounding. In an implicit step one above zero says nothing: it
   * hangs on weights that the step before has left out of balance, and close to rest, where they
   * are all that moves, kinks were released and caught again at every step of a run.
   */
  private double startExcess(int i) {
    double excess = excess(i, startMultiplier[i], startJump[i]);
    return excess > 0 ? stiff ? 0 : Math.max(excess - rounding(i), 0) : excess;
  }

  private double endExcess(int i) {
    if (repels(i)) {
      double nearer = Math.min(Math.clamp(slope(i), 0, 1), Math.clamp(1 - slope(i), 0, 1));
      return nearer * jumps.of(sliding.kink(i));
    }
    double excess = excess(i, multiplier(i), jump(i));
    if (excess > 0) {
      excess = Math.max(excess - rounding(i), 0);
    }
    // The mean over the step is half way from the start's to the end's.
    return stiff
        ? Math.max(excess, 2 * excess - excess(i, startMultiplier[i], startJump[i]))
        : excess;
  }

  private double rounding(int i) {
    return rounding(i, jump(i));
  }

  /** That of the multiplier, in which the jump of a row that is off has no part. */
  private double rounding(int i, double jump) {
    boolean off = field.idle().contains(kinks.row(sliding.kink(i)));
    return (off ? 0 : 1e-9 * Math.abs(jump)) + 1e-13 * force / sliding.normalLength(i);
  }

  /**
   * Force by which a kink is held where it must not be; below zero while it may be: the distance of
   * c from the ends of its range.
   */
  private double excess(int i, double c, double jump) {
    boolean positive = kinks.positive(sliding.kink(i));
    if (jump > 0) {
      double upper = positive ? c : c + jump;
      double lower = jump - upper;
      return upper < lower ? Math.max(upper, 0) : Math.max(lower, 0);
    }
    double low = positive ? jump : 0;
    double high = positive ? 0 : -jump;
    return Math.max(low - c, c - high);
  }

  /**
   * Whether the surface of a kink has come to repel by the end of the step. The sign of the jump is
   * that of the sensitivities, which a step knows far better than the weights: it is read off the
   * end, whatever the method.
   */
  boolean repels(int i) {
    double end = jumps.of(sliding.kink(i));
    return end > 1e-9 * Math.abs(startJump[i]) + 1e-13 * force / sliding.normalLength(i);
  }

  /** Force at the end of the step by which a kink must not be held any longer; 0 if it may be. */
  double force(int i) {
    return staysAtEnd[i] ? 0 : Math.max(excess(i, multiplier(i), jump(i)) - rounding(i), 0);
  }

  /** Whether a kink whose surface attracts leaves to its upper side. */
  boolean upward(int i) {
    double jump = jump(i);
    double middle = (kinks.positive(sliding.kink(i)) ? 0.5 : -0.5) * jump;
    return multiplier(i) > middle;
  }

  /**
   * Whether a kink that leaves might stay as well: its surface repels, or the deeper kinks of its
   * row that slide can go together with its own side so that they hold it, {@link ForceRange}.
   */
  boolean ambiguous(int i) {
    return repels(i) || mayStay(i);
  }

  /** Whether a chatter holds a kink whose slope is outside [0, 1]. */
  private boolean comesBack(int i) {
    if (!sliding.deep()) {
      return false;
    }
    double jump = jumps.of(sliding.kink(i));
    double outside = excess(i, at.multipliers()[i], jump);
    return outside > rounding(i, jump) && mayStay(i) && chatter.holds(sliding.kink(i), at);
  }

  /** Whether some way in which the sides of its row go together holds a kink on its surface. */
  private boolean mayStay(int i) {
    range.find(sliding.kink(i), jumps.of(sliding.kink(i)), at.multipliers());
    double jump = jumps.of(sliding.kink(i));
    double applied = (kinks.positive(sliding.kink(i)) ? jump : 0) - at.multipliers()[i];
    double inside = rounding(i, jump);
    return range.above() + range.below() > inside
        && applied < Math.max(jump, 0) + range.above() - inside
        && applied > Math.min(jump, 0) - range.below() + inside;
  }

  /**
   * Slope of a kink, 0 on the lower side and 1 on the upper one, 1/2 where the force has no jump.
   * Where its surface comes to repel in an implicit step it is the one of the step's start: c and J
   * pass zero together and their ratio stays, but of J the means know only what the weights change.
   * Of a 3-5-1 run two kinks were released by 1.07 that had 0.80 and 0.35.
   */
  double slope(int i) {
    boolean atStart = stiff && repels(i);
    double jump = atStart ? startJump[i] : jump(i);
    double multiplier = atStart ? startMultiplier[i] : multiplier(i);
    double share = jump == 0 ? 0.5 : multiplier / jump;
    return jump != 0 && kinks.positive(sliding.kink(i)) ? 1 - share : Math.abs(share);
  }

  /** Kink of the last {@link #judge}, −1 if none is overdue. */
  int overdue() {
    return worst < 0 ? -1 : sliding.kink(worst);
  }

  /** Share of the step at which it had to leave. */
  double since() {
    return since;
  }

  double multiplier(int i) {
    return stiff ? implicit.meanMultiplier(i) : at.multipliers()[i] + added[i];
  }

  double jump(int i) {
    return stiff ? implicit.meanJump(i) : jumps.of(sliding.kink(i));
  }
}
