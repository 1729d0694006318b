package marginflow.flow.kink;

import java.util.stream.IntStream;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.flow.method.Stepper;
import marginflow.network.Kinks;

/**
 * Kinks that cross their surface inside a step and are back on their own side at its end, so that
 * the signs at both ends say nothing of them. If the surface repels, the true path stays across; if
 * it attracts, the path slides. The way of z is the cubic through values and velocities at both
 * ends of an explicit step. Velocities at the end of an implicit step are those of stiff
 * transients: there it is the parabola through both ends and the middle of the step's continuous
 * extension, for kinks whose z is linear in the parameters.
 */
public final class ReturnDetector {

  private final SlidingSet sliding;
  private final Kinks kinks;
  private final GradientJumps jumps;
  private final KinkNormal normal;
  private final double tolerance;
  private final int parameters;
  private final Hermite path = new Hermite();

  /** z and its velocity at the start of the step, for the direction u. */
  private final double[] start;

  private final double[] startVelocity;
  private final double[] velocity;
  private final double[] middle;

  /** The largest norm of a sample. */
  private final double largestInput;

  /** Layer of every kink, and by layer what takes its z at θ to that at u: ρ^−layer. */
  private final int[] layer;

  private final double[] scale;

  private int grazing = -1;
  private int reversed = -1;

  /** The evaluation looked through, and whether the jumps have been turned to it. */
  private Evaluation at;

  private boolean turned;

  public ReturnDetector(
      PolarField field, SlidingSet sliding, GradientJumps jumps, double tolerance) {
    this.sliding = sliding;
    this.at = field.nowhere();
    this.kinks = field.model().kinks();
    this.jumps = jumps;
    this.tolerance = tolerance;
    this.parameters = field.model().parameters();
    this.normal = new KinkNormal(kinks, sliding, parameters);
    this.largestInput = InputScale.largest(kinks, normal);
    this.start = new double[kinks.size()];
    this.startVelocity = new double[kinks.size()];
    this.velocity = new double[kinks.size()];
    this.middle = new double[field.dimension()];
    this.layer = IntStream.range(0, kinks.size()).map(kinks::layer).toArray();
    this.scale = new double[kinks.layers()];
  }

  /** Notes the start of a step. */
  public void begin(Evaluation from) {
    turnTo(from);
    kinks.velocities(from.velocity(), velocity);
    reversed = -1;
    double inverse = scaleTo(from.y());
    for (int j = 0; j < start.length; j++) {
      double z = kinks.values()[j] * scale[layer[j]] * inverse;
      double v = velocity[j] * scale[layer[j]];
      boolean came = side(j) * startVelocity[j] < 0 && side(j) * start[j] > Math.abs(z);
      if (came && side(j) * v > 0 && reverses(j, z, v)) {
        reversed = j;
      }
      start[j] = z;
      startVelocity[j] = v;
    }
  }

  /**
   * Whether a kink that came to its surface leaves it, from as near as the tolerance, and would
   * leave it to the other side as well. What turned it is a change of other kinks' sides; a path
   * next to this one crosses before that change. Copies of a unit, whose kinks come to their
   * surfaces at one time and must cross together, are such kinks.
   *
   * @param z its value, for the direction u
   * @param v its velocity, away from the surface
   */
  private boolean reverses(int j, double z, double v) {
    // The gradient of z of layer l is at most l + 1 times the norm of the sample where ‖u‖ = 1.
    boolean far = Math.abs(z) > tolerance * (layer[j] + 1) * largestInput;
    if (far || !jumps.leads(j) || sliding.contains(j)) {
      return false;
    }
    double length = length(j);
    boolean away = Math.abs(start[j]) > SlidingSet.ON_SURFACE * length;
    return away && Math.abs(z) <= tolerance * length && Math.abs(v) < jumps.of(j) * length * length;
  }

  /** Takes the scales of a point, layer by layer; returns 1/ρ. */
  private double scaleTo(double[] y) {
    for (int l = 0; l < scale.length; l++) {
      scale[l] = StrictMath.exp(-l * y[parameters]);
    }
    return StrictMath.exp(-y[parameters]);
  }

  private void turnTo(Evaluation to) {
    at = to;
    turned = false;
  }

  /**
   * Looks through an explicit step.
   *
   * @param end of it, with the pattern of its start
   * @return the share of the step at which the first of them that matters is farthest across; 1 if
   *     there is none
   */
  public double explicit(Evaluation end, double h) {
    turnTo(end);
    kinks.velocities(end.velocity(), velocity);
    grazing = -1;
    double inverse = scaleTo(end.y());
    double first = 1;
    for (int j = 0; j < start.length; j++) {
      double side = side(j);
      if (side * startVelocity[j] < 0 && side * velocity[j] > 0 && stays(j, side)) {
        double last = kinks.values()[j] * scale[layer[j]] * inverse;
        path.set(start[j], h * startVelocity[j], last, h * scale[layer[j]] * velocity[j]);
        double turn = path.turn(-side);
        if (turn > 0) {
          first = earlier(first, turn, j, side * path.at(turn), h);
        }
      }
    }
    return first;
  }

  /**
   * The same for an implicit step.
   *
   * @param from its start
   * @param end its end
   */
  public double implicit(Stepper stepper, Evaluation from, Evaluation end, double h) {
    turnTo(end);
    stepper.between(0.5, from.y(), end.y(), middle);
    kinks.velocities(middle, velocity);
    grazing = -1;
    double inverse = StrictMath.exp(-end.logNorm());
    double first = 1;
    for (int j = 0; j < start.length; j++) {
      double side = side(j);
      if (kinks.separate(j) && stays(j, side)) {
        double last = kinks.values()[j] * inverse;
        double fall = 4 * velocity[j] - 3 * start[j] - last;
        double bend = 2 * (start[j] + last) - 4 * velocity[j];
        double turn = -0.5 * fall / bend;
        double least = side * (start[j] + turn * (fall + turn * bend));
        if (turn > 0 && turn < 1) {
          first = earlier(first, turn, j, least, h);
        }
      }
    }
    return first;
  }

  private double side(int j) {
    return kinks.positive(j) ? 1 : -1;
  }

  /** Whether a kink is free and on its own side at both ends. */
  private boolean stays(int j, double side) {
    return side * start[j] > 0
        && side * kinks.values()[j] > 0
        && jumps.leads(j)
        && !sliding.contains(j);
  }

  /**
   * The earlier of two turns if the second matters; notes a kink that turns just before it would.
   */
  private double earlier(double first, double turn, int j, double least, double h) {
    if (least >= 0) {
      grazing = grazes(j, least, h) ? j : grazing;
      return first;
    }
    return turn < first && matters(j, least, h) ? turn : first;
  }

  /**
   * Whether a kink turns back so near to a surface that repels that the tolerance cannot tell: a
   * path next to this one crosses, and stays across.
   */
  private boolean grazes(int j, double least, double h) {
    double length = length(j);
    boolean repels = jumps.of(j) > 0 && jumps.atStart(j) > 0;
    return repels && least < tolerance * length && jumps.of(j) * h * length > tolerance;
  }

  /**
   * Kink that turned back within the tolerance of a surface that repels, in the last trial; or −1.
   */
  public int grazing() {
    return grazing;
  }

  /**
   * Kink that the sides of others, changed before the step that was last begun, turned back within
   * the tolerance of a surface that repels; or −1.
   */
  public int reversed() {
    return reversed;
  }

  /** Length of a kink's projected normal; the jumps are then those of the evaluation at hand. */
  private double length(int j) {
    if (!turned) {
      jumps.turnTo(at);
      turned = true;
    }
    return Math.sqrt(normal.load(j));
  }

  /**
   * Whether a kink goes across by more than rounding, and what its jump would have done since is
   * above the tolerance.
   *
   * @param least z where it is farthest, negative across
   */
  private boolean matters(int j, double least, double h) {
    double length = length(j);
    if (!(-least > SlidingSet.ON_SURFACE * length)) {
      return false;
    }
    double jump = Math.max(Math.abs(jumps.of(j)), Math.abs(jumps.atStart(j)));
    double push = jump * h * length;
    if (jumps.of(j) <= 0 && jumps.atStart(j) <= 0) {
      // It would slide: back by no more than it went across.
      push = Math.min(push, -least / length);
    }
    return push > tolerance;
  }
}
