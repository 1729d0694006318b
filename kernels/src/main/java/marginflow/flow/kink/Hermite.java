package marginflow.flow.kink;

/**
 * The cubic on [0, 1] through values and slopes at both ends: how a kink's z went in a step. One
 * instance serves one kink after the other, so that none is made at a step.
 */
final class Hermite {

  private double z0;
  private double d0;
  private double z1;
  private double d1;

  /** The cubic with values z0, z1 and slopes d0, d1 at 0 and 1. */
  void set(double z0, double d0, double z1, double d1) {
    this.z0 = z0;
    this.d0 = d0;
    this.z1 = z1;
    this.d1 = d1;
  }

  double at(double x) {
    double w = 1 - x;
    return w * w * (z0 * (1 + 2 * x) + d0 * x) + x * x * (z1 * (1 + 2 * w) - d1 * w);
  }

  double slope(double x) {
    return d0 + x * (2 * linear() + x * quadratic());
  }

  /** The slope is {@code d0 + 2 linear x + quadratic x²}. */
  private double linear() {
    return 3 * (z1 - z0) - 2 * d0 - d1;
  }

  private double quadratic() {
    return 3 * (d0 + d1 - 2 * (z1 - z0));
  }

  /** Root in [from, 1], by bisection of the sign; values at both must differ in sign. */
  double root(double from) {
    boolean positive = at(from) > 0;
    double left = from;
    double right = 1;
    // Each halving gains a bit; 53 of them are all a double has.
    for (int i = 0; i < 53; i++) {
      double x = 0.5 * (left + right);
      double value = at(x);
      if (value > 0 == positive && value != 0) {
        left = x;
      } else {
        right = x;
      }
    }
    return 0.5 * (left + right);
  }

  /**
   * Where in (0, 1) it turns; 0 where it does not.
   *
   * @param side 1 for the maximum, −1 for the minimum
   */
  double turn(double side) {
    double a = quadratic();
    double b = linear();
    double squared = b * b - a * d0;
    if (!(squared > 0)) {
      return 0;
    }
    // The root with a x + b = −r: (−b − r)/a, or d0/(r − b), whichever does not cancel.
    double r = side * Math.sqrt(squared);
    double x = b * side < 0 ? d0 / (r - b) : (-b - r) / a;
    return x > 0 && x < 1 ? x : 0;
  }
}
