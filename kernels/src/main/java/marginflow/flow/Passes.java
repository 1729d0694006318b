package marginflow.flow;

import java.util.Arrays;
import marginflow.network.Kinks;

/**
 * The pairs that passed in an explicit step of a frozen pattern: what the step left out of them,
 * and how much of it a correction of second order leaves out still. Past its surface at the time
 * {@code t_a} the velocity of pair a has one more term, {@code δ_a n_a}, so that the frozen path
 * errs at a time t by the solution of {@code ė = Df e + Σ_{t_a < t} δ_a n_a}:
 *
 * <pre>  e(h) = Σ_a (h − t_a) δ_a n_a + Df Q + O(h³),   Q = ½ Σ_a (h − t_a)² δ_a n_a,</pre>
 *
 * δ taken half way between {@code t_a} and h. Pairs are gone through in the order of their times,
 * and each time is moved by what the earlier ones have done to its z. The product with Df is a
 * difference of two evaluations, one of them the end of the step.
 *
 * <p>With the first sum alone almost every kink of an early phase took a step of its own.
 */
final class Passes {

  /**
   * Share of {@code push · (rate · left) (rate · h)} that the correction leaves out of a pass; the
   * series puts 1/6 or less before each term of third order. The direction at the end of the
   * symmetric early phase errs by 7e-8 at a tolerance of 1e-6 for 0.3, 0.1 and 0.03 alike.
   */
  private static final double THIRD_ORDER = 0.1;

  /**
   * Share of what the passes of one unit do to each other's times that is left out: passes missed,
   * or seen that are none. Iris errs by 8e-5, 8e-5, 4e-4 with 0.1, 0.03, 0.01 in 1,600, 1,570 and
   * 1,400 evaluations of the early phase.
   */
  private static final double INTERPLAY = 0.03;

  /**
   * Largest part of a unit's way that its passes may make. Without it, a tolerance of 1e-3 or 1e-4
   * takes Iris to another limit, 0.6 away; with 0.25 two starts of Iris and one of the digits err
   * by 4e-4 to 5e-3 at both; with 0.1 the evaluations at 1e-6 grow by a sixth.
   */
  private static final double MOST_OF_THE_WAY = 0.25;

  /** Shares of a step that differ by less are one time: a sample and its mirror image. */
  private static final double SAME_TIME = 1e-6;

  private final PolarField field;
  private final Kinks kinks;
  private final KinkScan scan;
  private final PairNormal normal;
  private final int parameters;

  /** By unit: sum of first-order pushes, way in the step, first and last fraction. */
  private final double[] pushed;

  private final double[] way;
  private final double[] first;
  private final double[] last;

  /** Σ δ n and Σ t δ n over the pairs gone through: e(t) is t times the one less the other. */
  private final double[] forces;

  private final double[] delays;
  private final double[] bend;
  private final double[] shifted;
  private final double[] shiftedVelocity;
  private int[] order = new int[64];
  private int count;
  private boolean bent;

  Passes(PolarField field, SlidingSet sliding, KinkScan scan) {
    this.field = field;
    this.kinks = field.model().kinks();
    this.scan = scan;
    this.parameters = field.model().parameters();
    this.normal = new PairNormal(kinks, sliding, parameters);
    int units = units();
    this.pushed = new double[units];
    this.way = new double[units];
    this.first = new double[units];
    this.last = new double[units];
    this.forces = new double[parameters];
    this.delays = new double[parameters];
    this.bend = new double[parameters];
    this.shifted = new double[field.dimension()];
    this.shiftedVelocity = new double[field.dimension()];
  }

  /** One more than the largest unit of a pair. */
  private int units() {
    int units = 0;
    for (int j = 0; j < kinks.size(); j++) {
      units = Math.max(units, kinks.unit(j) + 1);
    }
    return units;
  }

  /**
   * Raises the effects of the passes that a scan has found by what the correction would leave out
   * of them, and notes whether first order is enough. The normals of pairs that are not {@link
   * Kinks#separate} turn during the step: what is left out of those is of second order.
   */
  void weigh(double h, double tolerance, double rate) {
    sort();
    bent = false;
    gather(h);
    for (int i = 0; i < count; i++) {
      int v = order[i];
      double error = scan.push(v) * Math.min(1, rate * h * (1 - scan.fraction(v)));
      if (kinks.separate(scan.pair(v))) {
        if (error > tolerance) {
          bent = true;
          error *= Math.min(1, THIRD_ORDER * rate * h);
        }
        int unit = kinks.unit(scan.pair(v));
        if (last[unit] - first[unit] > SAME_TIME) {
          double mutual = pushed[unit] / way[unit];
          error += INTERPLAY * mutual * pushed[unit];
          scan.raise(v, mutual / MOST_OF_THE_WAY);
        }
      }
      scan.raise(v, error / tolerance);
    }
  }

  private void gather(double h) {
    for (int i = 0; i < count; i++) {
      int unit = kinks.unit(scan.pair(order[i]));
      pushed[unit] = 0;
      way[unit] = 0;
      first[unit] = 1;
      last[unit] = 0;
    }
    for (int i = 0; i < count; i++) {
      int v = order[i];
      if (kinks.separate(scan.pair(v))) {
        int unit = kinks.unit(scan.pair(v));
        pushed[unit] += scan.push(v);
        way[unit] = Math.max(way[unit], h * scan.speed(v));
        first[unit] = Math.min(first[unit], scan.fraction(v));
        last[unit] = Math.max(last[unit], scan.fraction(v));
      }
    }
  }

  /**
   * Adds e(h) to the end of a step that was weighed last, where the field was last evaluated with
   * the pattern of the step. The model is at another point afterwards if an evaluation was used.
   *
   * @return the evaluations used, 0 or 1
   */
  int correct(double h, double[] y, double[] dy) {
    if (count == 0) {
      return 0;
    }
    Arrays.fill(forces, 0);
    Arrays.fill(delays, 0);
    Arrays.fill(bend, 0);
    double longest = 0;
    double radial = 0;
    for (int i = 0; i < count; i++) {
      int pair = scan.pair(order[i]);
      double squared = normal.load(pair);
      double side = scan.side(order[i]);
      double time = h * scan.fraction(order[i]);
      double moved = time * normal.along(forces) - normal.along(delays);
      double speed = side * scan.speed(order[i]) * Math.sqrt(squared);
      time = speed == 0 ? time : Math.clamp(time - moved / speed, 0, h);
      double left = h - time;
      double force = side * scan.jump(pair, 0.5 * (1 + time / h));
      normal.add(force, forces);
      normal.add(force * time, delays);
      normal.add(0.5 * left * left * force, bend);
      // δ n·u grows from zero at the surface, so that its integral is half of the last value's.
      radial += 0.5 * left * force * normal.along(y);
      longest = Math.max(longest, left);
    }
    boolean evaluate = bent && longest > 0;
    if (evaluate) {
      addCurvature(longest, y, dy);
    }
    for (int j = 0; j < parameters; j++) {
      y[j] += h * forces[j] - delays[j];
    }
    // Back on the sphere s stays: what leaves it is of the order of e².
    y[parameters] += radial - 0.5 * StrictMath.log(squaredLength(y));
    return evaluate ? 1 : 0;
  }

  /** Adds Df Q, the step of the difference as long as the correction of first order. */
  private void addCurvature(double longest, double[] y, double[] dy) {
    System.arraycopy(y, 0, shifted, 0, shifted.length);
    for (int j = 0; j < parameters; j++) {
      shifted[j] += bend[j] / longest;
    }
    field.evaluate(shifted, shiftedVelocity);
    for (int j = 0; j <= parameters; j++) {
      y[j] += longest * (shiftedVelocity[j] - dy[j]);
    }
  }

  private double squaredLength(double[] y) {
    double sum = 0;
    for (int j = 0; j < parameters; j++) {
      sum = Math.fma(y[j], y[j], sum);
    }
    return sum;
  }

  /** Puts the pairs that passed in the order of their times. */
  private void sort() {
    count = 0;
    for (int v = 0; v < scan.count(); v++) {
      if (scan.slides(v)) {
        continue;
      }
      if (count == order.length) {
        order = Arrays.copyOf(order, 2 * count);
      }
      int place = count++;
      while (place > 0 && scan.fraction(order[place - 1]) > scan.fraction(v)) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = v;
    }
  }
}
