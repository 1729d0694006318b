package marginflow.flow;

import marginflow.array.Matrix;
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
  private Matrix couplings = Matrix.zeros(0, 0);
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
    couple();
    observe(start, 0);
  }

  /** What the jump of each sliding pair takes from the multipliers of those behind it. */
  private void couple() {
    int pairs = sliding.deep() ? sliding.count() : 0;
    if (couplings.cols() < pairs) {
      couplings = Matrix.zeros(jumps.length, jumps.length);
    }
    for (int k = 0; k < pairs; k++) {
      for (int j = 0; j < pairs; j++) {
        couplings.data()[couplings.row(k) + j] =
            (1 - kinks.negativeSlope()) * kinks.influence(sliding.pair(k), sliding.pair(j));
      }
    }
  }

  /** Part of a jump that comes of the multipliers {@code c}, from {@code at} on. */
  private double coupled(int k, double[] c, int at) {
    double sum = 0;
    for (int j = 0; j < sliding.count() && sliding.deep(); j++) {
      sum = Math.fma(couplings.data()[couplings.row(k) + j], c[at + j], sum);
    }
    return sum;
  }

  /** Multipliers and jumps of the sliding pairs at the field's last evaluation. */
  void observe(double[] out, int at) {
    int pairs = sliding.count();
    for (int k = 0; k < pairs; k++) {
      out[at + k] = sliding.multiplier(k);
    }
    for (int k = 0; k < pairs; k++) {
      double own = field.weights()[kinks.row(sliding.pair(k))] * jumps[k];
      out[at + pairs + k] = own - coupled(k, out, at);
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
      out[at + k] = scale * sliding.multiplier(k);
    }
    for (int k = 0; k < pairs; k++) {
      boolean own = kinks.row(sliding.pair(k)) == row;
      out[at + pairs + k] = (own ? jumps[k] : 0) - coupled(k, out, at);
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
    int k = index - pairs;
    double own = change[kinks.row(sliding.pair(k))] * jumps[k];
    return own - scale * coupled(k, multipliers, 0);
  }
}
