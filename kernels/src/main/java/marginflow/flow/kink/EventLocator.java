package marginflow.flow.kink;

import marginflow.flow.field.SlidingSet;

/**
 * Finds the step that ends on a kink's surface: a bracket on the length of the step, narrowed by
 * the root of a cubic through both ends. Guards against creeping: a kink within {@link
 * SlidingSet#ON_SURFACE} of its surface has arrived, whichever side it is on.
 */
public final class EventLocator {

  /** Steps tried for one event before half the step is taken as a step of its own. */
  private static final int MOST_TRIALS = 24;

  /**
   * Trials that follow the cubic, and after them the secant, before the bracket is halved. A
   * velocity at the end that is a passing one of a stiff step misleads the cubic: a root at 0.22 of
   * a step was sought at 0.998 of it, twelve times.
   */
  private static final int CUBIC_TRIALS = 3;

  private static final int SECANT_TRIALS = 6;

  private boolean active;
  private int target = -1;
  private double low;
  private double lowDistance;
  private double high;
  private double highDistance;
  private int trials;
  private double natural;

  /** Forgets the kink and its bracket. */
  public void reset() {
    target = -1;
    active = false;
    trials = 0;
    low = 0;
    high = Double.POSITIVE_INFINITY;
  }

  /** Whether a kink is being located. */
  public boolean active() {
    return active;
  }

  /** The kink at whose surface the step is to end, −1 if at none. */
  public int target() {
    return target;
  }

  /** The step that passed the error test before it was shortened. */
  public double natural() {
    return natural;
  }

  /**
   * Aims at a kink that ended a step h at a distance beyond its surface; false when out of trials.
   */
  public boolean shorten(int kink, double h, double distance) {
    activate(h);
    if (kink != target) {
      low = 0;
      lowDistance = 0;
    }
    target = kink;
    high = h;
    highDistance = distance;
    trials++;
    return trials <= MOST_TRIALS;
  }

  /** Ends a step h at a share of it, for another reason than to arrive at a surface. */
  public double cut(double h, double share) {
    activate(h);
    target = -1;
    high = h;
    return share * h;
  }

  private void activate(double h) {
    if (!active) {
      natural = h;
      active = true;
    }
  }

  /** A step h ended at a distance before the surface. */
  public boolean lengthen(double h, double distance) {
    low = h;
    lowDistance = distance;
    trials++;
    return trials <= MOST_TRIALS && high - low > Math.ulp(high);
  }

  /**
   * The guess if it lies inside the bracket and the search is young, else the root of the line
   * through the bracket's ends, else its middle.
   */
  public double within(double guess) {
    if (guess > low && guess < high && trials <= CUBIC_TRIALS) {
      return guess;
    }
    double share = lowDistance / (lowDistance + highDistance);
    double secant = low + share * (high - low);
    boolean inside = secant > low && secant < high && trials <= SECANT_TRIALS;
    return inside ? secant : 0.5 * (low + high);
  }
}
