package marginflow.flow;

import java.util.Arrays;
import marginflow.network.Kinks;

/**
 * What a trial step with a frozen pattern did at kinks: the pairs whose z ended on the other side
 * of the one their pattern says, each judged by the velocities on both sides of its surface ([F],
 * derived for this right side). The far side's velocity is the near one plus {@code ± p_i δ (1−α)
 * ‖∇z‖²}, δ the pair's sensitivity:
 *
 * <ul>
 *   <li>it goes on: the pair <em>passes</em>;
 *   <li>it comes back: the pair <em>slides</em>. This needs δ below zero.
 * </ul>
 *
 * <p>A pair matters by the larger of two effects of treating it at the end of the step: on the
 * direction u, over the tolerance, and on the margin of its own row, over {@link #MARGIN}. The
 * second is the stricter one late in a run, when a weight is {@code e^{-ρ^L q(u)}}: displacing u by
 * 1e-7 at ρ^L = 1e8 multiplies weights by e^{10}, and an integrator that allows it dances around
 * the surface without getting on.
 */
final class KinkScan {

  /** Change of a margin, and so of the logarithm of its weight, that may pass unlocated. */
  static final double MARGIN = 1e-3;

  /** Rows of smaller weight do not matter to the margin: see {@link StiffSystem}. */
  private static final double NEGLIGIBLE = 1e-12;

  private static final double LOG_NEGLIGIBLE = StrictMath.log(NEGLIGIBLE);

  /** A normal whose projection is this small, squared, depends on those of the sliding pairs. */
  private static final double DEPENDENT = 1e-20;

  /**
   * The same for deeper layers, whose normals turn while a step goes on: what is left of one at a
   * thousandth of its length is not a direction to hold a unit by. Such a pair passes, which then
   * changes the force by as little.
   */
  private static final double DEEP_DEPENDENT = 1e-6;

  /** Sizes of samples, and inverses of sizes, that distances need no scale of their own for. */
  private static final double ORDINARY = 1e6;

  /** By how much a unit may shrink in a step that starts with one of its pairs on the surface. */
  private static final double SHRUNK = 10;

  private final PolarField field;
  private final SlidingSet sliding;
  private final Kinks kinks;
  private final int parameters;

  private final double[] start;
  private double startLogNorm;
  private final double[] startWeights;
  private final double[] startSensitivities;
  private double startForceScale;
  private final double[] sensitivities;
  private final PairNormal normal;
  private final double inputScale;

  private int count;
  private int[] pairs = new int[64];
  private boolean[] slides = new boolean[64];
  private double[] fractions = new double[64];
  private double[] effects = new double[64];
  private double[] pushes = new double[64];
  private double[] speeds = new double[64];

  KinkScan(PolarField field, SlidingSet sliding) {
    this.field = field;
    this.sliding = sliding;
    this.kinks = field.model().kinks();
    this.parameters = field.model().parameters();
    this.start = new double[kinks.size()];
    this.startWeights = new double[field.model().rows()];
    this.startSensitivities = new double[kinks.size()];
    this.sensitivities = new double[kinks.size()];
    this.normal = new PairNormal(kinks, sliding, parameters);
    this.inputScale = largestInput();
  }

  /**
   * Size of the samples where it is out of the ordinary, a power of two; 1 otherwise. It is the
   * length of the normals of the first unit, which are samples.
   */
  private double largestInput() {
    double squared = 0;
    for (int j = 0; j < kinks.size(); j++) {
      if (kinks.layer(j) == 0 && kinks.unit(j) == 0) {
        normal.load(j);
        squared = Math.max(squared, normal.fullSquared());
      }
    }
    double size = Math.sqrt(squared);
    boolean ordinary = size == 0 || (size < ORDINARY && size > 1 / ORDINARY);
    return ordinary ? 1 : Math.scalb(1.0, Math.getExponent(size));
  }

  /** What a pre-activation of a point with norm 1 is measured in. */
  double inputScale() {
    return inputScale;
  }

  /** Remembers the start of a step, where the field was last evaluated. */
  void begin(double[] y) {
    System.arraycopy(kinks.values(), 0, start, 0, start.length);
    System.arraycopy(field.weights(), 0, startWeights, 0, startWeights.length);
    startLogNorm = y[parameters];
    startForceScale = field.forceScale();
    kinks.sensitivities(startSensitivities);
  }

  /**
   * Judges the end of a step, where the field was last evaluated.
   *
   * @param dy0 velocity at the start, of which the times of crossings are made in an explicit step
   */
  void judge(double[] dy0, double[] y, double[] dy, double h, double tolerance, boolean stiff) {
    count = 0;
    double[] values = kinks.values();
    for (int j = 0; j < start.length; j++) {
      if (values[j] > 0 != kinks.positive(j)
          && values[j] != 0
          && !sliding.contains(j)
          && !zero(j, y)) {
        reserve();
        pairs[count++] = j;
      }
    }
    if (count > 0 || sliding.count() > 0) {
      kinks.sensitivities(sensitivities);
    }
    for (int v = 0; v < count; v++) {
      judge(v, dy0, y, dy, h, tolerance, stiff);
    }
  }

  /**
   * Whether a value is the rounding of zero: what lies behind a unit held at zero, for a row that
   * no other unit of its layer is active for, is zero whatever the deeper weights are, and has no
   * side.
   */
  private boolean zero(int pair, double[] y) {
    return Math.abs(kinks.values()[pair])
        <= Locator.ON_SURFACE
            * inputScale
            * unit(pair, y[parameters])
            * StrictMath.exp((kinks.layer(pair) + 1) * y[parameters]);
  }

  private void judge(
      int v, double[] dy0, double[] y, double[] dy, double h, double tolerance, boolean stiff) {
    int pair = pairs[v];
    double z = kinks.values()[pair];
    double z0 =
        start[pair] * StrictMath.exp((kinks.layer(pair) + 1) * (y[parameters] - startLogNorm));
    fractions[v] = Math.clamp(z0 / (z0 - z), 0, 1);
    double squared = normal.load(pair);
    double near = normal.along(dy);
    boolean deep = kinks.layer(pair) > 0;
    boolean dependent = squared <= (deep ? DEEP_DEPENDENT : DEPENDENT) * normal.fullSquared();
    boolean up = z > 0;
    if (dependent) {
      slides[v] = !deep && jump(pair) < 0;
    } else if (startedOnSurface(pair, squared)) {
      // How it moved over the whole step: with the weights the step arrives at, not those of a
      // point.
      double moved =
          (z * StrictMath.exp(-y[parameters]) - start[pair] * StrictMath.exp(-startLogNorm)) / h;
      slides[v] = turnsBack(pair, up, moved, squared);
    } else {
      slides[v] = turnsBack(pair, up, near, squared);
    }
    if (!stiff && !deep && z0 * z < 0) {
      fractions[v] = crossing(pair, y, dy0, dy, h);
    }
    double length = Math.sqrt(squared);
    pushes[v] = h * (1 - fractions[v]) * Math.abs(jump(pair)) * length;
    speeds[v] = length > 0 ? Math.abs(near) / length : 0;
    double margin = (1 - kinks.negativeSlope()) * Math.abs(sensitivities[pair] * z);
    if (!matters(kinks.row(pair), margin)) {
      margin = 0;
    }
    if (slides[v]) {
      double displacement = dependent ? 0 : distance(pair, y);
      if (deep) {
        // Behind a unit that is almost off the way back is long and the jump can push but a little.
        displacement = Math.min(displacement, pushes[v]);
      }
      margin = Math.max(margin, displacement * marginSlope(y));
      // Put on its surface, a small unit turns a long way within the tolerance of θ.
      double unit = unit(pair, y[parameters]);
      effects[v] = Math.max(displacement / (tolerance * unit), margin / MARGIN);
    } else {
      // Where the flow is not stiff what is left out is corrected, and weighed by Passes.
      double displacement = stiff ? pushes[v] : 0;
      if (feedsSliding(pair)) {
        displacement = Math.max(displacement, distance(pair, y));
      }
      effects[v] = Math.max(displacement / tolerance, margin / MARGIN);
    }
  }

  /** Whether a row has weight, or would have if its margin were less by what is given. */
  private boolean matters(int row, double margin) {
    double weight = Math.max(Math.max(field.weights()[row], startWeights[row]), Double.MIN_VALUE);
    return weight > NEGLIGIBLE || StrictMath.log(weight) + margin > LOG_NEGLIGIBLE;
  }

  /**
   * Whether a deeper pair of the same row slides: its surface is left by what the frozen pattern
   * adds to the unit before it.
   */
  private boolean feedsSliding(int pair) {
    for (int i = 0; i < sliding.count(); i++) {
      int other = sliding.pair(i);
      if (kinks.layer(other) > kinks.layer(pair) && kinks.row(other) == kinks.row(pair)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Change of a margin of the rows that matter with the direction: {@code ρ^L ‖F‖}, their mean
   * gradient.
   */
  private double marginSlope(double[] y) {
    return StrictMath.exp(field.degree() * y[parameters]) * Vectors.norm(field.force());
  }

  /** Whether the velocity beyond the surface points back, the pair going to the given side. */
  private boolean turnsBack(int pair, boolean up, double near, double squared) {
    double side = up ? 1 : -1;
    return side * near + jump(pair) * squared < 0;
  }

  /** Whether a pair at its surface, coming from the side of its pattern, will slide. */
  boolean slidesAt(int pair, double[] dy) {
    kinks.sensitivities(sensitivities);
    double squared = normal.load(pair);
    return squared > 0 && turnsBack(pair, !kinks.positive(pair), normal.along(dy), squared);
  }

  /**
   * Change of the force along the normal, {@code p_i δ (1−α) ρ^{1−L}}, from the lower to the upper
   * side.
   */
  double jump(int pair) {
    return field.weights()[kinks.row(pair)]
        * sensitivities[pair]
        * (1 - kinks.negativeSlope())
        * field.forceScale();
  }

  /** The same, between the start and the end of the step that was judged, at a fraction of it. */
  double jump(int pair, double fraction) {
    double from =
        startWeights[kinks.row(pair)]
            * startSensitivities[pair]
            * (1 - kinks.negativeSlope())
            * startForceScale;
    return from + fraction * (jump(pair) - from);
  }

  /** Sensitivities at the model's last evaluation: a live view. */
  double[] sensitivities() {
    kinks.sensitivities(sensitivities);
    return sensitivities;
  }

  /** Distance of a pair from its surface in units of the direction u. */
  double distance(int pair, double[] y) {
    return Math.abs(kinks.values()[pair])
        / (StrictMath.exp(y[parameters]) * Math.sqrt(normal.load(pair)));
  }

  /** Whether a pair has arrived at its surface: to the rounding of its unit's own weights. */
  boolean arrived(int pair, double[] y) {
    return distance(pair, y) <= Locator.ON_SURFACE * unit(pair, y[parameters]);
  }

  /** Share of a pair's unit in the norm of θ, 1 where units have no weights of their own. */
  private double unit(int pair, double logNorm) {
    return kinks.separate(pair) ? Math.min(1, kinks.unitNorm(pair) * StrictMath.exp(-logNorm)) : 1;
  }

  /**
   * Whether a pair was on its surface at the start, to the accuracy of a location, or beyond it: a
   * pair behind a unit that is almost off drifts there while it slides.
   */
  boolean startedOnSurface(int pair) {
    return startedOnSurface(pair, normal.load(pair));
  }

  private boolean startedOnSurface(int pair, double squared) {
    return start[pair] > 0 != kinks.positive(pair)
        || Math.abs(start[pair])
            <= SHRUNK
                * Locator.ON_SURFACE
                * unit(pair, startLogNorm)
                * StrictMath.exp(startLogNorm)
                * Math.sqrt(squared);
  }

  /** Fraction of the step at which a cubic through both ends' values and velocities is zero. */
  double crossing(int pair, double[] y, double[] dy0, double[] dy, double h) {
    double scale = StrictMath.exp(-(kinks.layer(pair) + 1) * y[parameters]);
    double scale0 = StrictMath.exp(-(kinks.layer(pair) + 1) * startLogNorm);
    double gradient = StrictMath.exp(-kinks.layer(pair) * y[parameters]);
    normal.load(pair);
    double v0 = normal.along(dy0);
    double v1 = normal.along(dy);
    return Locator.hermiteRoot(
        start[pair] * scale0, v0 * gradient * h, kinks.values()[pair] * scale, v1 * gradient * h);
  }

  /** Whether a pair ended on the other side of its pattern's. */
  boolean crossed(int pair) {
    for (int v = 0; v < count; v++) {
      if (pairs[v] == pair) {
        return true;
      }
    }
    return false;
  }

  int count() {
    return count;
  }

  int pair(int v) {
    return pairs[v];
  }

  boolean slides(int v) {
    return slides[v];
  }

  double fraction(int v) {
    return fractions[v];
  }

  double effect(int v) {
    return effects[v];
  }

  /** Makes an effect at least as large as given. */
  void raise(int v, double effect) {
    effects[v] = Math.max(effects[v], effect);
  }

  /** 1 for a pair that ended above its surface, −1 below. */
  double side(int v) {
    return kinks.values()[pairs[v]] > 0 ? 1 : -1;
  }

  /** How far the force across the surface pushes u from the crossing to the end of the step. */
  double push(int v) {
    return pushes[v];
  }

  /** Speed of u across the surface at the end of the step. */
  double speed(int v) {
    return speeds[v];
  }

  private void reserve() {
    if (count == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * count);
      slides = Arrays.copyOf(slides, 2 * count);
      fractions = Arrays.copyOf(fractions, 2 * count);
      effects = Arrays.copyOf(effects, 2 * count);
      pushes = Arrays.copyOf(pushes, 2 * count);
      speeds = Arrays.copyOf(speeds, 2 * count);
    }
  }
}
