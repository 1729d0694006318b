package marginflow.flow;

import marginflow.network.Kinks;

/**
 * What a step only integrates and nothing depends on: for each sliding pair its multiplier c and
 * the jump of its force across the surface, both functions of the weights. Their means over an
 * implicit step are what the weights the step arrives at say; their values at a point hang on
 * weights that a step knows to a tolerance of its own.
 */
final class SlidingRates {

  private final PolarField field;
  private final SlidingSet sliding;
  private final Kinks kinks;
  private double[] jumps = new double[16];
  private double[] start = new double[32];

  SlidingRates(PolarField field, SlidingSet sliding) {
    this.field = field;
    this.sliding = sliding;
    this.kinks = field.model().kinks();
  }

  /** How many numbers there are, two for each pair. */
  int count() {
    return 2 * sliding.count();
  }

  /** The jumps per weight of the sliding pairs, and what is integrated at the start of a step. */
  void begin(double[] sensitivities) {
    int pairs = sliding.count();
    if (jumps.length < pairs) {
      jumps = new double[2 * pairs];
      start = new double[4 * pairs];
    }
    for (int k = 0; k < pairs; k++) {
      jumps[k] = sensitivities[sliding.pair(k)] * (1 - kinks.negativeSlope()) * field.forceScale();
    }
    observe(start, 0);
  }

  /** Multipliers and jumps of the sliding pairs at the field's last evaluation. */
  void observe(double[] out, int at) {
    int pairs = sliding.count();
    for (int k = 0; k < pairs; k++) {
      out[at + k] = sliding.multiplier(k);
      out[at + pairs + k] = field.weights()[kinks.row(sliding.pair(k))] * jumps[k];
    }
  }

  /** Multipliers and jumps of the sliding pairs at the start of the step. */
  void recallStart(double[] out, int at) {
    System.arraycopy(start, 0, out, at, count());
  }

  /**
   * Derivatives by the weight of one row, after its gradient was projected: the multipliers are
   * then those of the gradient.
   */
  void derivatives(int row, double scale, double[] out, int at) {
    int pairs = sliding.count();
    for (int k = 0; k < pairs; k++) {
      boolean own = kinks.row(sliding.pair(k)) == row;
      out[at + k] = scale * sliding.multiplier(k);
      out[at + pairs + k] = own ? jumps[k] : 0;
    }
  }

  /**
   * Change by a change of all weights.
   *
   * @param change of the weights
   * @param multipliers of the gradients' sum under that change
   * @param scale of the gradients
   */
  double change(int index, double[] change, double[] multipliers, double scale) {
    int pairs = sliding.count();
    if (index < pairs) {
      return scale * multipliers[index];
    }
    return change[kinks.row(sliding.pair(index - pairs))] * jumps[index - pairs];
  }
}
