package marginflow.flow.stiff;

import marginflow.array.Matrix;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.network.Kinks;

/**
 * What a step only integrates and nothing depends on: for each sliding kink its multiplier c and
 * the jump of its force across the surface, both functions of the weights. Their means over an
 * implicit step are what the weights the step arrives at say; their values at a point hang on
 * weights that a step knows to a tolerance of its own.
 */
final class SlidingRates {

  private final SlidingSet sliding;
  private final Kinks kinks;

  /** Of every kink that slides and those of its surface: row, jump per weight; by index from on. */
  private int[] rows = new int[16];

  private double[] jumps = new double[16];
  private int[] from = new int[17];
  private Matrix couplings = Matrix.zeros(0, 0);
  private double[] start = new double[32];

  SlidingRates(PolarField field, SlidingSet sliding) {
    this.sliding = sliding;
    this.kinks = field.model().kinks();
  }

  /** How many numbers there are, two for each kink. */
  int count() {
    return 2 * sliding.count();
  }

  /** The jumps per weight of the sliding kinks, and what is integrated at the start of a step. */
  void begin(Evaluation at, double[] sensitivities) {
    int members = sliding.count();
    reserve(members);
    for (int k = 0; k < members; k++) {
      int kink = sliding.kink(k);
      for (int i = 0; i < kinks.coincident(kink); i++) {
        int other = kinks.coincident(kink, i);
        double slope = (1 - kinks.negativeSlope()) * Math.abs(kinks.proportion(kink, other));
        rows[from[k] + i] = kinks.row(other);
        jumps[from[k] + i] = sensitivities[other] * slope * at.forceScale();
      }
    }
    couple();
    observe(at, start, 0);
  }

  private void reserve(int members) {
    if (start.length < 2 * members) {
      start = new double[4 * members];
      from = new int[2 * members + 1];
    }
    for (int k = 0; k < members; k++) {
      from[k + 1] = from[k] + kinks.coincident(sliding.kink(k));
    }
    if (jumps.length < from[members]) {
      rows = new int[2 * from[members]];
      jumps = new double[2 * from[members]];
    }
  }

  /** The jump of a kink and those of its surface by weights. */
  private double own(int k, double[] weights) {
    double sum = 0;
    for (int i = from[k]; i < from[k + 1]; i++) {
      sum += weights[rows[i]] * jumps[i];
    }
    return sum;
  }

  /** What the jump of each sliding kink takes from the multipliers of those behind it. */
  private void couple() {
    int members = sliding.deep() ? sliding.count() : 0;
    if (couplings.cols() < members) {
      couplings = Matrix.zeros(2 * members, 2 * members);
    }
    for (int k = 0; k < members; k++) {
      for (int j = 0; j < members; j++) {
        couplings.data()[couplings.row(k) + j] = influence(sliding.kink(k), sliding.kink(j));
      }
    }
  }

  private double influence(int kink, int behind) {
    double sum = 0;
    for (int i = 0; i < kinks.coincident(kink); i++) {
      int other = kinks.coincident(kink, i);
      sum += kinks.influence(other, behind) * Math.abs(kinks.proportion(kink, other));
    }
    return (1 - kinks.negativeSlope()) * sum;
  }

  /** Part of a jump that comes of the multipliers {@code c}, from {@code at} on. */
  private double coupled(int k, double[] c, int at) {
    double sum = 0;
    for (int j = 0; j < sliding.count() && sliding.deep(); j++) {
      sum = Math.fma(couplings.data()[couplings.row(k) + j], c[at + j], sum);
    }
    return sum;
  }

  /** Multipliers and jumps of the sliding kinks at an evaluation. */
  void observe(Evaluation from, double[] out, int at) {
    int members = sliding.count();
    for (int k = 0; k < members; k++) {
      out[at + k] = from.multipliers()[k];
    }
    for (int k = 0; k < members; k++) {
      out[at + members + k] = own(k, from.pressures()) - coupled(k, out, at);
    }
  }

  /** Multipliers and jumps of the sliding kinks at the start of the step. */
  void recallStart(double[] out, int at) {
    System.arraycopy(start, 0, out, at, count());
  }

  /**
   * Derivatives by the weight of one row.
   *
   * @param multipliers of its gradient
   */
  void derivatives(int row, double[] multipliers, double scale, double[] out, int at) {
    int members = sliding.count();
    for (int k = 0; k < members; k++) {
      out[at + k] = scale * multipliers[k];
    }
    for (int k = 0; k < members; k++) {
      double own = 0;
      for (int i = from[k]; i < from[k + 1]; i++) {
        own += rows[i] == row ? jumps[i] : 0;
      }
      out[at + members + k] = own - coupled(k, out, at);
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
    int members = sliding.count();
    if (index < members) {
      return scale * multipliers[index];
    }
    int k = index - members;
    return own(k, change) - scale * coupled(k, multipliers, 0);
  }
}
