package marginflow.flow;

/**
 * Finds the step that ends on a pair's surface: a bracket on the length of the step, narrowed by
 * the root of a cubic through both ends. Guards against creeping: a pair within {@link #ON_SURFACE}
 * of its surface has arrived, whichever side it is on.
 */
final class Locator {

  /** Distance from a surface, in units of the direction u, at which a pair has arrived. */
  static final double ON_SURFACE = 1e-11;

  /** Steps tried for one event before the step before the surface is accepted as it is. */
  private static final int MOST_TRIALS = 12;

  private int target = -1;
  private double low;
  private double high;
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

  /** Aims at a pair that crossed within a step h at a fraction of it; false when out of trials. */
  boolean shorten(int pair, double h, double fraction) {
    if (!active()) {
      natural = h;
    }
    if (pair != target) {
      low = 0;
    }
    target = pair;
    high = h;
    trials++;
    return trials <= MOST_TRIALS;
  }

  /** A step h ended before the surface. */
  boolean lengthen(double h) {
    low = h;
    trials++;
    return trials <= MOST_TRIALS && high - low > Math.ulp(high);
  }

  /** A step inside the bracket, as near to the guess as allowed. */
  double within(double guess) {
    return guess > low && guess < high ? guess : 0.5 * (low + high);
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
