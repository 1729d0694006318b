package marginflow.flow;

/**
 * Finds the step that ends on a pair's surface: a bracket on the length of the step, narrowed by
 * the root of a cubic through both ends. Guards against creeping: a pair within {@link #ON_SURFACE}
 * of its surface has arrived, whichever side it is on.
 */
final class Locator {

  /**
   * Distance from a surface, in units of the direction u and of the unit's own share of it, at
   * which a pair has arrived: a thousand roundings of the unit's weights, what an inner product of
   * as many terms may err by.
   */
  static final double ON_SURFACE = 1e-13;

  /** Steps tried for one event before half the step is taken as a step of its own. */
  private static final int MOST_TRIALS = 24;

  /**
   * Trials that follow the cubic, and after them the secant, before the bracket is halved. A
   * velocity at the end that is a passing one of a stiff step misleads the cubic: a root at 0.22 of
   * a step was sought at 0.998 of it, twelve times.
   */
  private static final int CUBIC_TRIALS = 3;

  private static final int SECANT_TRIALS = 6;

  private int target = -1;
  private double low;
  private double lowDistance;
  private double high;
  private double highDistance;
  private int trials;
  private double natural;

  void reset() {
    target = -1;
    trials = 0;
    low = 0;
    high = Double.POSITIVE_INFINITY;
  }

  boolean active() {
    return target >= 0;
  }

  int target() {
    return target;
  }

  /** The step that passed the error test before it was shortened. */
  double natural() {
    return natural;
  }

  /**
   * Aims at a pair that ended a step h at a distance beyond its surface; false when out of trials.
   */
  boolean shorten(int pair, double h, double distance) {
    if (!active()) {
      natural = h;
    }
    if (pair != target) {
      low = 0;
      lowDistance = 0;
    }
    target = pair;
    high = h;
    highDistance = distance;
    trials++;
    return trials <= MOST_TRIALS;
  }

  /** A step h ended at a distance before the surface. */
  boolean lengthen(double h, double distance) {
    low = h;
    lowDistance = distance;
    trials++;
    return trials <= MOST_TRIALS && high - low > Math.ulp(high);
  }

  /**
   * The guess if it lies inside the bracket and the search is young, else the root of the line
   * through the bracket's ends, else its middle.
   */
  double within(double guess) {
    if (guess > low && guess < high && trials <= CUBIC_TRIALS) {
      return guess;
    }
    double share = lowDistance / (lowDistance + highDistance);
    double secant = low + share * (high - low);
    boolean inside = secant > low && secant < high && trials <= SECANT_TRIALS;
    return inside ? secant : 0.5 * (low + high);
  }

  /**
   * Root in [0, 1] of the cubic with values z0, z1 and slopes d0, d1 at 0 and 1, by bisection of
   * its sign; z0 and z1 must differ in sign.
   */
  static double hermiteRoot(double z0, double d0, double z1, double d1) {
    double left = 0;
    double right = 1;
    // Each halving gains a bit; 53 of them are all a double has.
    for (int i = 0; i < 53; i++) {
      double x = 0.5 * (left + right);
      double w = 1 - x;
      double value = w * w * (z0 * (1 + 2 * x) + d0 * x) + x * x * (z1 * (1 + 2 * w) - d1 * w);
      if (value > 0 == z0 > 0 && value != 0) {
        left = x;
      } else {
        right = x;
      }
    }
    return 0.5 * (left + right);
  }
}
