package marginflow.flow.kink;

import marginflow.network.KinkIndex;

/**
 * Which kinks that a step crosses come to their surfaces at one time. Copies of a unit do, and a
 * sample and its mirror image; neither rounding nor the error of a path may say which is first.
 */
final class Ties {

  /**
   * How far the path may be from the true one, in tolerances: at the default the median of 77
   * random-label problems is 8.5 of them away (results/flow-study).
   */
  static final double NEXT_PATHS = 10;

  private final EventDetector detector;
  private final KinkIndex kinks;
  private final double tolerance;

  Ties(EventDetector detector, KinkIndex kinks, double tolerance) {
    this.detector = detector;
    this.kinks = kinks;
    this.tolerance = tolerance;
  }

  /**
   * Whether the second of two units is at its surface when the first is, as far as the path tells.
   *
   * @param u place of a kink of the first in the detector's list
   * @param v that of the second
   * @param h length of the step
   */
  boolean tied(int u, int v, double h) {
    return units(u, v) && apart(u, v, h) * detector.speed(v) <= NEXT_PATHS * tolerance;
  }

  /**
   * Whether the tolerance allows that the second of two units crosses when the first does. Kinks of
   * one unit that do have an order: where its weights come to zero all of them are met at once, and
   * what becomes of the unit is not theirs to say, see {@link UnitCollapse}.
   */
  boolean together(int u, int v, double h) {
    double fastest = Math.max(detector.speed(v), detector.force(v));
    return units(u, v) && apart(u, v, h) * fastest <= tolerance;
  }

  private boolean units(int u, int v) {
    return kinks.unit(detector.kink(u)) != kinks.unit(detector.kink(v));
  }

  private double apart(int u, int v, double h) {
    return h * Math.abs(detector.fraction(u) - detector.fraction(v));
  }
}
