package marginflow.flow.kink;

import java.util.Arrays;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.linalg.Vectors;
import marginflow.network.Kinks;

/**
 * The kinks that passed in an explicit step of a frozen pattern: what the step left out of them,
 * and how much of it a correction of second order leaves out still. Past its surface at the time
 * {@code t_a} the velocity of kink a has more terms, {@code δ_a n_a + z_a g_a}: n its normal, z
 * what it has gone beyond the surface, g the gradient of its sensitivity times the same factors. So
 * the frozen path errs at a time t by the solution of {@code ė = Df e + Σ_{t_a < t} (δ_a n_a + z_a
 * g_a)}:
 *
 * <pre>
 *   e(h) = Σ_a (h − t_a) (δ_a n_a + ½ z_a(h) g_a) + Df Q,   Q = ½ Σ_a (h − t_a)² δ_a n_a,
 * </pre>
 *
 * δ taken half way between {@code t_a} and h. Of second order this leaves out what the forces add
 * to z_a, and what the margins with the new sides do to the weights; {@link FarSide} sees both.
 * Kinks are gone through in the order of their times, and each time is moved by what the earlier
 * ones have done to its z: by one step of Newton's method on the frozen path, with their forces in
 * its slope. The product with Df is a difference of two evaluations, one of them the end of the
 * step.
 *
 * <p>What passed is decided by the corrected path: a kink that the others' passes keep from its
 * surface did not pass, and one that they push over it did, unseen by the frozen path; where what
 * its force would have done since is not below the tolerance the step ends there.
 */
public final class CrossingCorrection {

  /**
   * Share of {@code push · (rate · left) (rate · h)} that the correction leaves out of a pass; the
   * series puts 1/6 or less before each term of third order. At tolerances of 1e-6 and 1e-8 twelve
   * random-label runs err by 4e-5 and 1.7e-6 with 0.1 (median, at 10^-1), by 5e-5 and 5e-6 with
   * 0.03, by 7e-5 and 1.1e-5 with 0.01; the symmetric early phase errs by 2e-7 and 3e-9 with all
   * three and takes 340, 287 and 255 evaluations at 1e-6.
   */
  private static final double THIRD_ORDER = 0.03;

  /**
   * Largest part of a unit's way that its passes may make. Six starts of Iris err by 6e-4 and 3e-5
   * at tolerances of 1e-3 and 1e-6 with 0.25 (median, at 10^-1), by 1.7e-3 and 4e-4 with 1, by 6e-3
   * and 4e-4 without it.
   */
  private static final double MOST_OF_THE_WAY = 0.25;

  /** Shares of a step that differ by less are one time: a sample and its mirror image. */
  private static final double SAME_TIME = 1e-6;

  private final PolarField field;
  private final Kinks kinks;
  private final EventDetector detector;
  private final GradientJumps jumps;
  private final KinkNormal normal;
  private final int parameters;

  /** By unit: sum of first-order pushes, way in the step, first and last fraction. */
  private final double[] pushed;

  private final double[] way;
  private final double[] first;
  private final double[] last;

  /** Σ δ n and Σ t δ n over the kinks gone through: they err by t times the one less the other. */
  private final double[] forces;

  private final double[] delays;
  private final double[] bend;

  /** Σ δ n, whole normals: of what slides too. */
  private final double[] added;

  private final int[] one = new int[1];
  private final double[] weight = new double[1];

  /** Σ z g over the kinks gone through, and what Df adds to the force with e(h). */
  private final double[] slanted;

  private final double[] curved;

  /** e(h), of first order until the product with Df is added. */
  private final double[] correction;

  private final UnseenCrossings unseen;

  /** Beside the end of the step, for the product with Df. */
  private final Evaluation beside;

  private final CrossingOrder order;
  private double longest;
  private int rival = -1;
  private double radial;
  private boolean bent;

  public CrossingCorrection(
      PolarField field, SlidingSet sliding, EventDetector detector, GradientJumps jumps) {
    this.field = field;
    this.kinks = field.model().kinks();
    this.detector = detector;
    this.jumps = jumps;
    this.order = new CrossingOrder(detector);
    this.parameters = field.model().parameters();
    this.normal = new KinkNormal(kinks, sliding, parameters);
    int units = units();
    this.pushed = new double[units];
    this.way = new double[units];
    this.first = new double[units];
    this.last = new double[units];
    this.forces = new double[parameters];
    this.delays = new double[parameters];
    this.bend = new double[parameters];
    this.added = new double[parameters];
    this.slanted = new double[parameters];
    this.curved = new double[parameters];
    this.correction = new double[parameters];
    this.unseen = new UnseenCrossings(kinks, sliding, detector, jumps, normal);
    this.beside = field.newEvaluation();
  }

  /** One more than the largest unit of a kink. */
  private int units() {
    int units = 0;
    for (int j = 0; j < kinks.size(); j++) {
      units = Math.max(units, kinks.unit(j) + 1);
    }
    return units;
  }

  /**
   * Raises the effects of the passes that a scan has found by what the correction would leave out
   * of them, and notes whether first order is enough. The normals of kinks that are not {@link
   * Kinks#separate} turn during the step: what is left out of those is of second order.
   *
   * @param end of the step with its kinks held
   */
  public void weigh(double h, double tolerance, double rate, Evaluation end) {
    order.list(h);
    bent = false;
    rival = -1;
    unseen.none();
    if (order.count() == 0) {
      return;
    }
    // Twice: the moves of the first may change the order.
    for (int sweep = 0; sweep < 2; sweep++) {
      order.sort();
      sweep(h, end);
    }
    gather(h);
    for (int i = 0; i < order.count(); i++) {
      weigh(i, h, tolerance, rate);
    }
    unseen.find(correction, h, tolerance, end);
  }

  private void weigh(int i, double h, double tolerance, double rate) {
    int v = order.at(i);
    double error = detector.push(v) * Math.min(1, rate * (h - order.time(i)));
    if (kinks.separate(detector.kink(v))) {
      if (error > tolerance) {
        bent = true;
        error *= Math.min(1, THIRD_ORDER * rate * h);
      }
      int unit = kinks.unit(detector.kink(v));
      if (last[unit] - first[unit] > SAME_TIME) {
        detector.raise(v, pushed[unit] / way[unit] / MOST_OF_THE_WAY);
      }
    }
    detector.raise(v, error / tolerance);
  }

  private void gather(double h) {
    for (int i = 0; i < order.count(); i++) {
      int unit = kinks.unit(detector.kink(order.at(i)));
      pushed[unit] = 0;
      way[unit] = 0;
      first[unit] = 1;
      last[unit] = 0;
    }
    for (int i = 0; i < order.count(); i++) {
      int v = order.at(i);
      if (kinks.separate(detector.kink(v))) {
        int unit = kinks.unit(detector.kink(v));
        pushed[unit] += detector.push(v);
        way[unit] = Math.max(way[unit], h * detector.speed(v));
        first[unit] = Math.min(first[unit], detector.fraction(v));
        last[unit] = Math.max(last[unit], detector.fraction(v));
      }
    }
  }

  /** Sums up what the step left out, moving each time by what earlier passes do to it. */
  private void sweep(double h, Evaluation end) {
    Arrays.fill(forces, 0);
    Arrays.fill(delays, 0);
    Arrays.fill(bend, 0);
    Arrays.fill(correction, 0);
    Arrays.fill(added, 0);
    Arrays.fill(slanted, 0);
    Arrays.fill(curved, 0);
    longest = 0;
    radial = 0;
    rival = -1;
    for (int i = 0; i < order.count(); ) {
      int tied = order.endOfTie(i, h);
      sweep(i, tied, h, end.y());
      i = tied;
    }
    for (int j = 0; j < parameters; j++) {
      correction[j] += h * forces[j] - delays[j];
    }
  }

  /** Adds kinks that cross together, all at the times that the earlier ones give them. */
  private void sweep(int from, int to, double h, double[] y) {
    for (int i = from; i < to; i++) {
      order.setTime(i, time(order.at(i), h));
    }
    for (int i = from; i < to; i++) {
      // One that attracts, kept from its surface by those before it, stays.
      if (to > from + 1 && time(order.at(i), h) == h && jumps.of(detector.kink(order.at(i))) <= 0) {
        order.setTime(i, h);
      }
      add(order.at(i), order.time(i), h, y);
      longest = Math.max(longest, h - order.time(i));
    }
    for (int i = from; i < to && to > from + 1; i++) {
      if (order.time(i) < h && keptByOthers(order.at(i), order.time(i), h)) {
        rival = detector.kink(order.at(i));
      }
    }
  }

  /** Whether a kink whose surface repels would not come to it with the forces of all others. */
  private boolean keptByOthers(int v, double time, double h) {
    int kink = detector.kink(v);
    double squared = normal.load(kink);
    double others = normal.along(forces) - force(v, time, h) * squared;
    double near = detector.speed(v) * Math.sqrt(squared) + detector.side(v) * others;
    return near <= 0 && jumps.of(kink) > 0;
  }

  /**
   * A kink that crosses a surface that repels together with others which, without it, keep it from
   * there; −1 if there is none. That it crosses with them and that they leave it behind are both
   * solutions.
   */
  int rival() {
    return rival;
  }

  /** When a kink passes with the forces of those gone through before; h if they keep it from it. */
  private double time(int v, double h) {
    double length = Math.sqrt(normal.load(detector.kink(v)));
    double side = detector.side(v);
    double frozen = h * detector.fraction(v);
    double along = normal.along(forces);
    double moved = frozen * along - normal.along(delays);
    double speed = side * detector.speed(v) * length + along;
    return side * speed > 0 ? Math.clamp(frozen - moved / speed, 0, h) : h;
  }

  /** Force that a kink has added since a time, half way to the end. */
  private double force(int v, double time, double h) {
    return detector.side(v) * jumps.between(detector.kink(v), 0.5 * (1 + time / h));
  }

  /** Adds what a kink's force has done since a time, its normal being loaded. */
  private void add(int v, double time, double h, double[] y) {
    int kink = detector.kink(v);
    double left = h - time;
    if (left == 0) {
      return;
    }
    double middle = 0.5 * (1 + time / h);
    double force = force(v, time, h);
    one[0] = kink;
    weight[0] = detector.side(v) * jumps.of(kink);
    kinks.addNormals(one, weight, 1, added);
    normal.add(force, forces);
    normal.add(force * time, delays);
    normal.add(0.5 * left * left * force, bend);
    for (int i = 0; i < kinks.coincident(kink) && kinks.separate(kink); i++) {
      int other = kinks.coincident(kink, i);
      double beyond = Math.abs(kinks.values()[other]);
      double pressure = jumps.pressure(other, middle);
      kinks.addSensitivityGradient(other, 0.5 * left * beyond * pressure, correction);
      kinks.addSensitivityGradient(other, beyond * jumps.pressure(other, 1), slanted);
    }
    // Both terms of the force have products with θ that grow from zero at the surface: z δ with n
    // and, δ being homogeneous of degree L − 1, L − 1 times as much with its gradient.
    radial += 0.5 * left * force * normal.along(y) * field.degree();
  }

  /** Σ δ n at the end of the step over the kinks that passed: what they add to F there. */
  double[] added() {
    return added;
  }

  /** Time from the first crossing to the end of the step. */
  public double longest() {
    return longest;
  }

  /**
   * Takes away what the force at the corrected end should have more than at the frozen one, but for
   * the jumps: z g, and Df e by the product with Df that the correction used. For one crossing Q is
   * {@code ½ (h − t) e}.
   */
  void subtractExpected(double[] residual) {
    double scale = longest > 0 ? 2 / longest : 0;
    for (int j = 0; j < parameters; j++) {
      residual[j] -= slanted[j] + scale * curved[j];
    }
  }

  /**
   * Whether a kink that the others keep from its surface, which repels, came to it at one time with
   * one that passed: so nearly that the path to here does not tell which is first, and the other
   * order has another outcome. Copies of a unit, each of which keeps the others, are such kinks.
   */
  boolean keptByOneOfItsTime(int v, double h) {
    boolean tied = false;
    for (int u = 0; u < detector.count() && jumps.of(detector.kink(v)) > 0; u++) {
      tied |=
          u != v
              && !detector.slides(u)
              && unseen.passed(detector.kink(u))
              && detector.ties().tied(u, v, h);
    }
    return tied;
  }

  /** Whether any did. */
  public boolean any() {
    return order.count() > 0;
  }

  /** What passed without being seen by the frozen path, and what did not pass after all. */
  public UnseenCrossings unseen() {
    return unseen;
  }

  /**
   * Adds e(h) to the point of the end that was weighed last, which is not evaluated there.
   *
   * @param end of the step with its kinks held; its point is updated
   * @return where the model stands afterwards: at that end, or beside it
   */
  Evaluation correct(double h, Evaluation end) {
    if (order.count() == 0) {
      unseen.clear();
      return end;
    }
    double[] y = end.y();
    boolean evaluate = bent && longest > 0;
    if (evaluate) {
      addCurvature(end);
      unseen.predict(correction);
    }
    for (int j = 0; j < parameters; j++) {
      y[j] += correction[j];
    }
    field.inert().moved(correction);
    // Back on the sphere s stays: what leaves it is of the order of e².
    y[parameters] += radial - 0.5 * StrictMath.log(squaredLength(y));
    return evaluate ? beside : end;
  }

  /** Adds Df Q, the step of the difference as long as the correction of first order. */
  private void addCurvature(Evaluation end) {
    double[] dy = end.velocity();
    System.arraycopy(end.y(), 0, beside.y(), 0, parameters + 1);
    for (int j = 0; j < parameters; j++) {
      beside.y()[j] += bend[j] / longest;
    }
    field.evaluate(beside);
    for (int j = 0; j < parameters; j++) {
      correction[j] += longest * (beside.velocity()[j] - dy[j]);
    }
    radial += longest * (beside.velocity()[parameters] - dy[parameters]);
    for (int j = 0; j < parameters; j++) {
      curved[j] = longest * (beside.force()[j] - end.force()[j]);
    }
  }

  private double squaredLength(double[] y) {
    return Vectors.dot(y, 0, y, 0, parameters);
  }
}
