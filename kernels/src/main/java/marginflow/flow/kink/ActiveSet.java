package marginflow.flow.kink;

import java.util.Arrays;
import marginflow.flow.event.Branch;
import marginflow.flow.event.FlowEvent;
import marginflow.flow.field.CheckpointReader;
import marginflow.flow.field.CheckpointWriter;
import marginflow.flow.field.Counters;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.flow.method.RosenbrockStepper;
import marginflow.network.Kinks;

/** Changes of side: kinks that cross, begin to slide and are released, counted and reported. */
public final class ActiveSet {

  private final Kinks kinks;
  private final SlidingSet sliding;
  private final EventDetector detector;
  private final GradientJumps jumps;
  private final KinkEvents events;
  private final Counters counters;
  private final CrossingCorrection correction;

  private final Releases releases;

  /** The kink on its surface at the start of the step that was last sent to its other side. */
  private int flipped = -1;

  /** Kinks that leave at the end of the step, and to which side. */
  private int[] leaving = new int[16];

  private boolean[] upward = new boolean[16];
  private int leavingCount;

  /** What is kept until a step is accepted: pattern and counters. */
  private final long[] pattern;

  private long crossings;
  private long slides;
  private long releaseCount;
  private int keptFlipped;

  private final TurnedKinks turned;
  private final Branch branch;

  /** Where the model stands after {@link #settle}. */
  private Evaluation standing;

  public ActiveSet(
      PolarField field,
      EventDetector detector,
      GradientJumps jumps,
      CrossingCorrection correction,
      RosenbrockStepper stepper,
      Counters counters,
      KinkLog log) {
    this.kinks = field.model().kinks();
    this.sliding = field.sliding();
    this.detector = detector;
    this.jumps = jumps;
    this.correction = correction;
    this.releases = new Releases(field, sliding, jumps, stepper);
    this.events = new KinkEvents(kinks, log);
    this.counters = counters;
    this.pattern = new long[(kinks.size() + 63) / 64];
    this.turned = new TurnedKinks(kinks);
    this.branch = log.branch();
    this.standing = field.nowhere();
  }

  /** Remembers sides and sliding set before a trial is settled. */
  public void mark() {
    kinks.savePattern(pattern);
    sliding.mark();
    crossings = counters.crossings;
    slides = counters.slides;
    releaseCount = counters.releases;
    keptFlipped = flipped;
    events.clear();
    turned.clear();
  }

  /** Goes back to the last {@link #mark}: the settled trial is refused. */
  public void rollBack() {
    kinks.restorePattern(pattern);
    sliding.rollBack();
    counters.crossings = crossings;
    counters.slides = slides;
    counters.releases = releaseCount;
    flipped = keptFlipped;
    events.clear();
  }

  /** Saves what outlives a step beside pattern and sliding set. */
  public void save(CheckpointWriter out) {
    events.save(out.integer(flipped));
  }

  /** Reads back what {@link #save} wrote. */
  public void restore(CheckpointReader in) {
    flipped = (int) in.integer();
    events.restore(in);
  }

  /** Reports what has happened since the last {@link #mark}. */
  public void report() {
    events.report();
  }

  /** Takes the jumps of the kinks that changed side since the last {@link #mark} off a force. */
  void subtractJumps(double[] force) {
    turned.subtractFrom(force);
  }

  /**
   * Notes that a kink turned back from a surface that repels by less than the tolerance.
   *
   * @param kink −1 for none
   */
  public void graze(int kink) {
    if (kink >= 0 && !events.told(kink)) {
      ambiguous(kink, kinks.positive(kink) ? 1 : 0);
    }
  }

  /** Notes a kink at which the flow is not unique, with its slope or the share of its branch. */
  public void ambiguous(int kink, double slope) {
    events.ambiguous(kink, slope);
  }

  /** Whether a kink slides: one that the scan lets slide, or that crossed back after a flip. */
  public boolean slides(int v) {
    return detector.slides(v) || detector.kink(v) == flipped;
  }

  /**
   * Assumes the other side of a kink on its surface: the side it is on if its pattern has another,
   * else sliding if it turns back, else the far side.
   */
  public void revise(int v) {
    int kink = detector.kink(v);
    if (detector.paths().misplaced(kink)) {
      flip(kink);
    } else if (slides(v)) {
      slide(kink);
      releases.hold(kink);
    } else {
      cross(v);
      flipped = kink;
    }
  }

  /** Takes a kink that a scan has found to its other side; notes where that is one of two ways. */
  private void cross(int v) {
    int kink = detector.kink(v);
    if (detector.thrown(v) && !events.told(kink)) {
      ambiguous(kink, kinks.positive(kink) ? 1 : 0);
    }
    flip(kink);
  }

  /** A step begins that was not tried before. */
  public void beginStep() {
    releases.forget();
  }

  /**
   * Flips, slides and releases what a trial step says, and corrects its end if it was explicit.
   *
   * @param implicit whether the step was implicit
   * @param hit the kink on whose surface the step ends, −1 if on none
   * @param target the kink it was shortened to, −1 if to none
   * @param end of the step with its kinks held; its point is corrected, and not evaluated again
   * @return whether anything changed
   */
  public boolean settle(boolean implicit, int hit, int target, double h, Evaluation end) {
    // Everything is decided before anything is changed, by the set and the point as they were.
    findLeaving();
    boolean held = hit >= 0 && (hit == flipped || detector.slidesAt(hit, end));
    standing = implicit ? end : correction.correct(h, end);
    counters.evaluations += standing == end ? 0 : 1;
    jumps.weighBy(standing);
    boolean changed = releaseLeaving() || (!implicit && correction.any());
    int sent = -1;
    for (int v = 0; v < detector.count(); v++) {
      int kink = detector.kink(v);
      if (kink == hit) {
        continue;
      }
      if (slides(v) && !detector.cannotBeHeld(kink)) {
        changed = true;
        slide(kink);
      } else if (slides(v) || implicit || correction.unseen().passed(kink)) {
        changed = true;
        cross(v);
        sent = kink == target ? kink : sent;
      } else if (correction.keptByOneOfItsTime(v, h)) {
        graze(kink);
      }
    }
    if (!implicit) {
      graze(correction.rival());
      changed |= flipUnseen(hit);
    }
    if (hit >= 0) {
      changed = true;
      if (held && !detector.cannotBeHeld(hit)) {
        slide(hit);
      } else {
        flip(hit);
        sent = hit;
      }
    }
    flipped = sent;
    return changed;
  }

  /**
   * Where the model stands after {@link #settle}: at the end it was given, or beside it, where the
   * correction of an explicit step has looked.
   */
  public Evaluation standing() {
    return standing;
  }

  /** Notes the slopes of sliding kinks at the start of a step, where the scan has begun. */
  public void begin(Evaluation start) {
    releases.begin(start);
  }

  /**
   * How far a trial step pushes u by holding a kink on its surface after it had to leave, where
   * release waits for the step's end.
   */
  public double overdue(Evaluation end, boolean implicit, double h) {
    return releases.judge(end, implicit, correction, h);
  }

  /** Share of the step at which the kink of the last {@link #overdue} had to leave. */
  public double overdueSince() {
    return releases.since();
  }

  /** Releases the kink of the last {@link #overdue}. */
  public void releaseOverdue() {
    int kink = releases.overdue();
    for (int i = 0; i < sliding.count(); i++) {
      if (sliding.kink(i) == kink) {
        leaving[0] = kink;
        upward[0] = side(i);
        leavingCount = 1;
      }
    }
    releaseLeaving();
  }

  /** Flips what the correction of an explicit step has sent over its surface. */
  private boolean flipUnseen(int hit) {
    boolean any = false;
    for (int i = 0; i < correction.unseen().count(); i++) {
      int kink = correction.unseen().kink(i);
      if (kink != hit) {
        any = true;
        flip(kink);
      }
    }
    return any;
  }

  /**
   * Looks for what has to leave at the end of the step that was last judged: every kink whose
   * surface repels, and of the others the one whose slope has left [0, 1] by the largest force.
   */
  private void findLeaving() {
    leavingCount = 0;
    int worst = -1;
    double largest = 0;
    for (int i = 0; i < sliding.count(); i++) {
      if (releases.repels(i)) {
        leave(i);
      } else if (releases.force(i) > largest) {
        largest = releases.force(i);
        worst = i;
      }
    }
    if (worst >= 0) {
      leave(worst);
    }
  }

  private void leave(int i) {
    if (leavingCount == leaving.length) {
      leaving = Arrays.copyOf(leaving, 2 * leavingCount);
      upward = Arrays.copyOf(upward, 2 * leavingCount);
    }
    leaving[leavingCount] = sliding.kink(i);
    upward[leavingCount++] = side(i);
  }

  /**
   * The side that a kink leaves to, by the branch where there are several; notes that there are.
   */
  private boolean side(int i) {
    int kink = sliding.kink(i);
    // A kink held by deeper ones that go together may leave and come back at every step: once.
    if (releases.ambiguous(i) && !events.told(kink)) {
      ambiguous(kink, Math.clamp(releases.slope(i), 0, 1));
    }
    return releases.repels(i) ? branch.upward(releases.slope(i)) : releases.upward(i);
  }

  private boolean releaseLeaving() {
    for (int i = 0; i < leavingCount; i++) {
      release(leaving[i], upward[i]);
    }
    return leavingCount > 0;
  }

  /** Lets a kink go to the side it is on, off a surface that cannot be returned to. */
  void letGo(int kink) {
    release(kink, kinks.values()[kink] > 0);
  }

  /** Takes the kinks of a unit to their lower side, those of opposite samples too. */
  void turnOff(int[] unit) {
    for (int kink : unit) {
      if (sliding.contains(kink)) {
        release(kink, false);
      } else if (jumps.leads(kink) && kinks.positive(kink)) {
        flip(kink);
      }
    }
    for (int kink : unit) {
      kinks.setPositive(kink, false);
    }
  }

  private void release(int kink, boolean up) {
    sliding.remove(kink);
    counters.releases++;
    turn(kink, up);
    events.add(up ? FlowEvent.Kind.RELEASE_UP : FlowEvent.Kind.RELEASE_DOWN, kink);
  }

  /** Turns a kink, and those of its surface with it: of opposite samples to the other side. */
  private void turn(int kink, boolean up) {
    if (kinks.positive(kink) != up) {
      turned.add(kink, up ? jumps.of(kink) : -jumps.of(kink));
    }
    for (int i = 0; i < kinks.coincident(kink); i++) {
      int other = kinks.coincident(kink, i);
      boolean otherUp = up == kinks.proportion(kink, other) > 0;
      if (otherUp) {
        kinks.wake(other);
      }
      kinks.setPositive(other, otherUp);
    }
  }

  /**
   * Puts kinks of one surface on one side of it, where rounding has put them on two.
   *
   * @return whether any was turned
   */
  public boolean align() {
    boolean any = false;
    for (int kink = 0; kink < kinks.size(); kink++) {
      int first = kinks.coincident(kink, 0);
      boolean up = kinks.positive(first) == kinks.proportion(first, kink) > 0;
      if (kinks.positive(kink) != up) {
        kinks.setPositive(kink, up);
        any = true;
      }
    }
    return any;
  }

  /**
   * Lets a kink slide. One that other kinks lie behind is carried on its lower side, which for
   * slope 0 keeps its rounding out of them and their normals; its slope is that of its multiplier
   * on either.
   */
  private void slide(int kink) {
    if (kinks.layer(kink) < kinks.layers() - 1) {
      turn(kink, false);
    }
    sliding.add(kink);
    counters.slides++;
    events.add(FlowEvent.Kind.SLIDE, kink);
  }

  private void flip(int kink) {
    boolean up = !kinks.positive(kink);
    turn(kink, up);
    counters.crossings++;
    events.add(up ? FlowEvent.Kind.CROSS_UP : FlowEvent.Kind.CROSS_DOWN, kink);
  }
}
