package marginflow.flow.kink;

import java.util.Arrays;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.linalg.Vectors;
import marginflow.network.Kinks;

/**
 * What a trial step with a frozen pattern did at kinks: the kinks whose z ended on the other side
 * of the one their pattern says, each judged by the velocities on both sides of its surface ([F],
 * derived for this right side). The far side's velocity is the near one plus {@code ± p_i δ (1−α)
 * ‖∇z‖²}, δ the kink's sensitivity:
 *
 * <ul>
 *   <li>it goes on: the kink <em>passes</em>;
 *   <li>it comes back: the kink <em>slides</em>. This needs δ below zero.
 * </ul>
 *
 * <p>A kink matters by the larger of two effects of treating it at the end of the step: on the
 * direction u, over the tolerance, and on the margin of its own row, over {@link #MARGIN}. The
 * second is the stricter one late in a run, when a weight is {@code e^{-ρ^L q(u)}}: displacing u by
 * 1e-7 at ρ^L = 1e8 multiplies weights by e^{10}, and an integrator that allows it goes to and fro
 * across the surface without getting on.
 */
public final class EventDetector {

  /** Change of a margin, and so of the logarithm of its weight, that may pass unlocated. */
  static final double MARGIN = 1e-3;

  /** A normal whose projection is this small, squared, depends on those of the sliding kinks. */
  static final double DEPENDENT = 1e-20;

  /**
   * The same for deeper layers, whose normals turn while a step goes on: what is left of one at a
   * thousandth of its length is not a direction to hold a unit by. Such a kink passes, which then
   * changes the force by as little.
   */
  private static final double DEEP_DEPENDENT = 1e-6;

  /**
   * Share of its jump up to which the velocity of a kink is that of one that stands. Without a
   * limit five of 84 random flows had such a kink, with this one two.
   */
  private static final double STANDING = 1e-3;

  private final PolarField field;
  private final SlidingSet sliding;
  private final Kinks kinks;
  private final double tolerance;

  private final CarriedEnds carried;

  /** Its values. */
  private final double[] ends;

  private final GradientJumps jumps;
  private final KinkNormal normal;
  private final KinkPaths paths;
  private final Ties ties;

  private final long[] pattern;
  private int count;
  private int[] crossing = new int[64];
  private boolean[] slides = new boolean[64];
  private boolean[] onSurface = new boolean[64];
  private boolean[] thrown = new boolean[64];
  private double[] fractions = new double[64];
  private double[] effects = new double[64];
  private double[] forces = new double[64];
  private double[] pushes = new double[64];
  private double[] speeds = new double[64];

  public EventDetector(
      PolarField field, SlidingSet sliding, GradientJumps jumps, double tolerance) {
    this.tolerance = tolerance;
    this.field = field;
    this.sliding = sliding;
    this.kinks = field.model().kinks();
    int parameters = field.model().parameters();
    this.carried = new CarriedEnds(kinks);
    this.ends = carried.values();
    this.pattern = new long[(kinks.size() + 63) / 64];
    this.jumps = jumps;
    this.normal = new KinkNormal(kinks, sliding, parameters);
    this.paths = new KinkPaths(kinks, normal, ends, parameters, tolerance);
    this.ties = new Ties(this, kinks, tolerance);
  }

  /** Notes the start of a step. */
  public void begin(Evaluation start) {
    paths.begin(start);
    jumps.begin(start);
  }

  /**
   * Judges the end of a step.
   *
   * @param start of whose velocity the times of crossings are made in an explicit step
   * @param end with the pattern of the start
   */
  public void judge(Evaluation start, Evaluation end, double h, boolean stiff) {
    double[] y = end.y();
    count = 0;
    carried.begin(end);
    kinks.savePattern(pattern);
    for (int j = 0; j < ends.length; j++) {
      boolean positive = (pattern[j >> 6] >>> j & 1) != 0;
      if (ends[j] > 0 != positive
          && ends[j] != 0
          && jumps.leads(j)
          && !sliding.contains(j)
          && !paths.zero(j, y)) {
        reserve();
        crossing[count++] = j;
        double z0 = paths.start(j, y);
        carried.cross(j, Math.clamp(z0 / (z0 - ends[j]), 0, 1));
      }
    }
    if (count > 0 || sliding.count() > 0) {
      jumps.turnTo(end);
    }
    for (int v = 0; v < count; v++) {
      judge(v, start, end, h, stiff);
    }
  }

  /**
   * Share of the step at which an earlier kink first brings one back that had crossed before and
   * whose jump would have mattered since; 1 if there is none.
   */
  public double reordered(double[] y, double h) {
    double share = 1;
    for (int j = 0; j < ends.length; j++) {
      if (carried.broughtBack(j) && jumps.leads(j) && !sliding.contains(j)) {
        double z0 = paths.start(j, y);
        double own = z0 / (z0 - carried.frozen(j));
        double back = carried.firstOf(kinks.row(j));
        double push =
            h * (back - own) * Math.abs(jumps.of(j)) * Math.sqrt(normal.load(j)) / tolerance;
        share = own >= 0 && push > 1 ? Math.min(share, back) : share;
      }
    }
    return share;
  }

  private void judge(int v, Evaluation start, Evaluation end, double h, boolean stiff) {
    double[] y = end.y();
    double[] dy = end.velocity();
    int kink = crossing[v];
    double z = ends[kink];
    double z0 = paths.start(kink, y);
    fractions[v] = Math.clamp(z0 / (z0 - z), 0, 1);
    double squared = normal.load(kink);
    double near = normal.along(dy);
    boolean deep = kinks.layer(kink) > 0;
    boolean dependent = dependent(kink, squared);
    boolean up = z > 0;
    double jump = jumps.meeting(kink, near, squared);
    onSurface[v] = paths.startedOnSurface(kink, squared);
    if (!stiff && !deep) {
      paths.load(kink, y, start.velocity(), dy, h);
      onSurface[v] = onSurface[v] && !paths.returned(kink, squared);
    }
    if (dependent) {
      slides[v] = !deep && jump < 0;
    } else if (paths.misplaced(kink, squared)) {
      slides[v] = false;
    } else if (onSurface[v]) {
      // How it moved over the whole step: with the weights the step arrives at, not those of a
      // point.
      double moved = paths.moved(kink, y) / h;
      // One that was on the wrong side all along and comes home was sent there too early.
      slides[v] = up == moved > 0 && turnsBack(up, moved, jump, squared);
    } else {
      slides[v] = turnsBack(up, near, jump, squared);
    }
    double speed = near;
    if (!stiff && !deep && !onSurface[v]) {
      fractions[v] = paths.crossing(kink);
      speed = paths.slope(fractions[v]) / h;
    }
    double length = Math.sqrt(squared);
    thrown[v] = !slides[v] && thrown(kink, squared, up ? near : -near, jump, h);
    forces[v] = Math.abs(jump) * length;
    pushes[v] = h * (1 - fractions[v]) * Math.abs(jump) * length;
    speeds[v] = length > 0 ? Math.abs(speed) / length : 0;
    effects[v] = effect(v, dependent, end, stiff);
  }

  /** What treating a kink at the end of the step changes, over the tolerance. */
  private double effect(int v, boolean dependent, Evaluation end, boolean stiff) {
    int kink = crossing[v];
    double[] y = end.y();
    double margin = jumps.margin(kink);
    if (slides[v]) {
      double displacement = dependent ? 0 : paths.distance(kink, y);
      if (kinks.layer(kink) > 0) {
        // Behind a unit that is almost off the way back is long and the jump can push but a little.
        displacement = Math.min(displacement, pushes[v]);
      }
      margin = Math.max(margin, displacement * marginSlope(end));
      // Put on its surface, a small unit turns a long way within the tolerance of θ.
      double unit = paths.unit(kink, end.logNorm());
      return Math.max(displacement / (tolerance * unit), margin / MARGIN);
    }
    // Where the flow is not stiff what is left out is corrected, and weighed by
    // CrossingCorrection.
    double displacement = stiff ? pushes[v] : 0;
    if (feedsSliding(kink)) {
      displacement = Math.max(displacement, paths.distance(kink, y));
    }
    return Math.max(displacement / tolerance, margin / MARGIN);
  }

  /**
   * Whether what takes a kink over its surface is no more than the tolerance: it started as close
   * to it, and the velocity on the side it was on takes it no farther. Where the surface repels the
   * other side is as much a solution.
   *
   * @param near velocity of z towards the far side, before the jump
   */
  private boolean thrown(int kink, double squared, double near, double jump, double h) {
    return jump > 0
        && near <= STANDING * jump * squared
        && near * h <= tolerance * Math.sqrt(squared)
        && paths.startedClose(kink, squared);
  }

  private boolean dependent(int kink, double squared) {
    double share = kinks.layer(kink) > 0 ? DEEP_DEPENDENT : DEPENDENT;
    return squared <= share * normal.fullSquared();
  }

  /**
   * Whether what slides now leaves a deeper kink nothing to be held by. Of several that came to
   * their surfaces in one step the first may leave no direction to the last: to hold it moved u by
   * 9e-4 for a z of 1e-7, and γ̃ fell by 1.7e-3.
   */
  boolean cannotBeHeld(int kink) {
    return kinks.layer(kink) > 0 && dependent(kink, normal.load(kink));
  }

  /**
   * Whether a deeper kink of the same row slides: its surface is left by what the frozen pattern
   * adds to the unit before it.
   */
  private boolean feedsSliding(int kink) {
    for (int i = 0; i < sliding.count() && sliding.deep(); i++) {
      for (int k = 0; k < kinks.coincident(kink); k++) {
        if (sliding.behind(kinks.coincident(kink, k), i)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Change of a margin of the rows that matter with the direction: {@code ρ^L ‖F‖}, their mean
   * gradient.
   */
  private double marginSlope(Evaluation end) {
    return field.beta(end.y()) * Vectors.norm(end.force());
  }

  /** Whether the velocity beyond the surface points back, the kink going to the given side. */
  private static boolean turnsBack(boolean up, double near, double jump, double squared) {
    double side = up ? 1 : -1;
    return side * near + jump * squared < 0;
  }

  /** Whether a kink at its surface, coming from the side of its pattern, will slide. */
  boolean slidesAt(int kink, Evaluation at) {
    jumps.turnTo(at);
    double squared = normal.load(kink);
    double near = normal.along(at.velocity());
    double jump = jumps.meeting(kink, near, squared);
    return squared > 0 && turnsBack(!kinks.positive(kink), near, jump, squared);
  }

  /**
   * Whether a kink was on its surface at the start, to the accuracy of a location, or beyond it: a
   * kink behind a unit that is almost off drifts there while it slides.
   */
  public boolean startedOnSurface(int v) {
    return onSurface[v];
  }

  /**
   * The first of the crossings that turn a row on which is off, −1 if there is none: the flow's own
   * time ends there, and nothing that is known of it reaches beyond.
   */
  public int waking() {
    int first = -1;
    for (int v = 0; v < count && field.idle().any(); v++) {
      boolean wakes = field.idle().contains(kinks.row(crossing[v])) && pushes[v] > 0 && !slides[v];
      if (wakes && !onSurface[v] && (first < 0 || fractions[v] < fractions[first])) {
        first = v;
      }
    }
    return first;
  }

  /** Where kinks are at both ends of the step, and between. */
  public KinkPaths paths() {
    return paths;
  }

  /** Whether a kink ended on the other side of its pattern's. */
  public boolean crossed(int kink) {
    for (int v = 0; v < count; v++) {
      if (crossing[v] == kink) {
        return true;
      }
    }
    return false;
  }

  /** Number of kinks that the step crosses. */
  public int count() {
    return count;
  }

  /** The kink at a place of the list. */
  public int kink(int v) {
    return crossing[v];
  }

  boolean slides(int v) {
    return slides[v];
  }

  /** Whether a kink crosses a surface that repels by less than the tolerance. */
  boolean thrown(int v) {
    return thrown[v];
  }

  /** Which of them come to their surfaces at one time. */
  Ties ties() {
    return ties;
  }

  /** Fraction of the step at which a kink is crossed. */
  public double fraction(int v) {
    return fractions[v];
  }

  /** What passing a kink changes, relative to the tolerance. */
  public double effect(int v) {
    return effects[v];
  }

  /** Makes an effect at least as large as given. */
  void raise(int v, double effect) {
    effects[v] = Math.max(effects[v], effect);
  }

  /** 1 for a kink that ended above its surface, −1 below. */
  double side(int v) {
    return ends[crossing[v]] > 0 ? 1 : -1;
  }

  /** How far the force across the surface pushes u from the crossing to the end of the step. */
  double push(int v) {
    return pushes[v];
  }

  /** The force across the surface, as a velocity of u. */
  double force(int v) {
    return forces[v];
  }

  /** Speed of u across the surface when it came to it. */
  double speed(int v) {
    return speeds[v];
  }

  private void reserve() {
    if (count == crossing.length) {
      crossing = Arrays.copyOf(crossing, 2 * count);
      slides = Arrays.copyOf(slides, 2 * count);
      onSurface = Arrays.copyOf(onSurface, 2 * count);
      thrown = Arrays.copyOf(thrown, 2 * count);
      fractions = Arrays.copyOf(fractions, 2 * count);
      effects = Arrays.copyOf(effects, 2 * count);
      forces = Arrays.copyOf(forces, 2 * count);
      pushes = Arrays.copyOf(pushes, 2 * count);
      speeds = Arrays.copyOf(speeds, 2 * count);
    }
  }
}
