package marginflow.flow;

/**
 * Finds the length of the last step: the root of what a stop rule says as a function of that
 * length, by the Illinois variant of the false position. The step is kept that ends beyond the root
 * by no more than the tolerance, so that the rule has fired.
 */
final class StopSearch {

  /** Trials after which the step is left as it is: more than halving a double takes. */
  private static final int MOST_TRIALS = 60;

  private final double tolerance;
  private double start;
  private double low;
  private double lowValue;
  private double high;
  private double highValue;
  private double natural;
  private int side;
  private int trials;

  /**
   * A search that ends with a value in {@code [−tolerance, 0]}.
   *
   * @param tolerance largest value beyond the root
   */
  StopSearch(double tolerance) {
    this.tolerance = tolerance;
  }

  /**
   * A new step.
   *
   * @param value what the rule says at its start, positive
   */
  void begin(double value) {
    start = value;
    restart();
  }

  /** Forgets the trials: what was found of the step no longer holds. */
  void restart() {
    trials = 0;
    side = 0;
    low = 0;
    lowValue = target(start);
  }

  /** A value from the middle of those that end the search. */
  private double target(double value) {
    return value + 0.5 * tolerance;
  }

  /**
   * Whether a trial step is kept: it ends before the root and was not shortened, or ends at it.
   *
   * @param h its length
   * @param value what the rule says at its end
   */
  boolean keeps(double h, double value) {
    if (value > 0 ? trials == 0 : value >= -tolerance || trials == MOST_TRIALS) {
      return true;
    }
    if (trials == 0) {
      natural = h;
    }
    if (value > 0) {
      highValue *= side > 0 ? 0.5 : 1;
      low = h;
      lowValue = target(value);
      side = 1;
    } else {
      lowValue *= side < 0 ? 0.5 : 1;
      high = h;
      highValue = target(value);
      side = -1;
    }
    trials++;
    return false;
  }

  /** The next length to try. */
  double next() {
    return low + lowValue / (lowValue - highValue) * (high - low);
  }

  /** Whether the step was shortened, from {@link #natural}. */
  boolean active() {
    return trials > 0;
  }

  /** The step before it was shortened. */
  double natural() {
    return natural;
  }
}
