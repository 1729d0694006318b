package marginflow.flow.kink;

import marginflow.flow.field.Evaluation;
import marginflow.flow.field.SlidingSet;
import marginflow.network.Kinks;

/**
 * Where kinks are at both ends of a trial step, and on the cubic between them that both ends'
 * values and velocities give. Distances are those of the direction u; what counts as on a surface
 * is a share of the weights of the unit that the kink belongs to.
 */
public final class KinkPaths {

  /** By how much a unit may shrink in a step that starts with one of its kinks on the surface. */
  private static final double SHRUNK = 10;

  private final Kinks kinks;
  private final KinkNormal normal;
  private final int parameters;
  private final double tolerance;
  private final double inputScale;

  private final double[] start;
  private final double[] ends;
  private double startLogNorm;

  /** How the kink at hand goes through the step. */
  private final Hermite path = new Hermite();

  /**
   * Paths of all kinks of a net.
   *
   * @param ends z of every kink at the end of a step, kept up to date by the caller
   * @param parameters of the net, behind which a point has its logarithm of the norm
   */
  KinkPaths(Kinks kinks, KinkNormal normal, double[] ends, int parameters, double tolerance) {
    this.kinks = kinks;
    this.normal = normal;
    this.parameters = parameters;
    this.tolerance = tolerance;
    this.inputScale = InputScale.of(kinks, normal);
    this.start = new double[kinks.size()];
    this.ends = ends;
  }

  /** Notes the start of a step. */
  void begin(Evaluation from) {
    System.arraycopy(from.kinks().values(), 0, start, 0, start.length);
    startLogNorm = from.logNorm();
  }

  /** z of a kink at the start, in the unit of its z at the end. */
  double start(int kink, double[] y) {
    return start[kink] * StrictMath.exp((kinks.layer(kink) + 1) * (y[parameters] - startLogNorm));
  }

  /** z of a first-layer kink at the start of the step, for the direction u. */
  double startValue(int kink) {
    return start[kink] * StrictMath.exp(-startLogNorm);
  }

  /** How far z has moved over the step, both ends divided by their norms of θ. */
  double moved(int kink, double[] y) {
    return ends[kink] * StrictMath.exp(-y[parameters]) - startValue(kink);
  }

  /** Distance of a kink from its surface in units of the direction u. */
  public double distance(int kink, double[] y) {
    return Math.abs(ends[kink]) / (StrictMath.exp(y[parameters]) * Math.sqrt(normal.load(kink)));
  }

  /** Whether a kink has arrived at its surface: to the rounding of its unit's own weights. */
  public boolean arrived(int kink, double[] y) {
    return distance(kink, y) <= SlidingSet.ON_SURFACE * unit(kink, y[parameters]);
  }

  /**
   * Whether a value is the rounding of zero: what lies behind a unit held at zero, for a row that
   * no other unit of its layer is active for, is zero whatever the deeper weights are, and has no
   * side.
   */
  boolean zero(int kink, double[] y) {
    return Math.abs(ends[kink])
        <= SlidingSet.ON_SURFACE
            * inputScale
            * unit(kink, y[parameters])
            * StrictMath.exp((kinks.layer(kink) + 1) * y[parameters]);
  }

  /**
   * Share of a kink's unit in the norm of θ, 1 where units have no weights of their own, no less
   * than the tolerance. Where the weights of a unit come to zero all its surfaces meet, and none
   * can be located to a share of them: leaky ReLU runs were stuck there.
   */
  double unit(int kink, double logNorm) {
    if (!kinks.separate(kink)) {
      return 1;
    }
    return Math.clamp(kinks.unitNorm(kink) * StrictMath.exp(-logNorm), tolerance, 1);
  }

  /**
   * Whether a kink was on its surface at the start, to the accuracy of a location, or beyond it.
   */
  boolean startedOnSurface(int kink, double squared) {
    return start[kink] > 0 != kinks.positive(kink)
        || startedWithin(SHRUNK * SlidingSet.ON_SURFACE, kink, squared);
  }

  /**
   * Whether a kink started on the other side of its pattern's, farther off its surface than the
   * tolerance: what was settled after the last step moved it there. It has a side, the one it is
   * on; to let it slide would move the point by as much. In nets of one hidden layer it never went
   * wrong: of twenty random-label runs the change moves counts by 1 %, up as often as down.
   */
  boolean misplaced(int kink) {
    return misplaced(kink, normal.load(kink));
  }

  /** The same, with the squared length of the kink's normal at hand. */
  boolean misplaced(int kink, double squared) {
    return kinks.layers() > 1
        && start[kink] > 0 != kinks.positive(kink)
        && !startedClose(kink, squared);
  }

  /** Whether a kink started within the tolerance of its surface. */
  boolean startedClose(int kink, double squared) {
    return startedWithin(tolerance, kink, squared);
  }

  private boolean startedWithin(double share, int kink, double squared) {
    return Math.abs(start[kink])
        <= share * unit(kink, startLogNorm) * StrictMath.exp(startLogNorm) * Math.sqrt(squared);
  }

  /**
   * Fraction of the step at which a kink arrived at its surface: the root of the cubic through both
   * ends' values and velocities, behind its way on its own side.
   */
  public double crossing(int kink, double[] y, double[] dy0, double[] dy, double h) {
    load(kink, y, dy0, dy, h);
    return crossing(kink);
  }

  /** Takes the path of a kink over the step, for the methods below. */
  void load(int kink, double[] y, double[] dy0, double[] dy, double h) {
    double gradient = h * StrictMath.exp(-kinks.layer(kink) * y[parameters]);
    normal.load(kink);
    path.set(
        start[kink] * StrictMath.exp(-(kinks.layer(kink) + 1) * startLogNorm),
        normal.along(dy0) * gradient,
        ends[kink] * StrictMath.exp(-(kinks.layer(kink) + 1) * y[parameters]),
        normal.along(dy) * gradient);
  }

  /** Fraction of the step at which the path just loaded arrives at the surface. */
  double crossing(int kink) {
    return path.root(turn(kink));
  }

  /** Slope of the path just loaded, a step being 1. */
  double slope(double fraction) {
    return path.slope(fraction);
  }

  /** Whether the path just loaded, which started on its surface, was on its own side in between. */
  boolean returned(int kink, double squared) {
    double side = kinks.positive(kink) ? 1 : -1;
    double turn = turn(kink);
    return turn > 0
        && side * path.at(turn)
            > SlidingSet.ON_SURFACE * unit(kink, startLogNorm) * Math.sqrt(squared);
  }

  /** Where on the path just loaded a kink is farthest on its own side; 0 if that is the start. */
  private double turn(int kink) {
    return path.turn(kinks.positive(kink) ? 1 : -1);
  }
}
