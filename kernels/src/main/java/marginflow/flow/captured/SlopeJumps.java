package marginflow.flow.captured;

import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.network.Kinks;

/**
 * What a change of a kink's slope from 0 to 1 (from α to 1 of its activation) does to the right
 * side, as a multiple of the kink's normal: {@code ρ^{1−L} (1 − α) p_i ∂q_i/∂φ(z)}. At the start of
 * a step, at its end with all sides held, and the mean of both.
 */
final class SlopeJumps {

  private final SlidingSet sliding;
  private final Kinks kinks;
  private final int[] rows;
  private final double[] sensitivities;
  private final double[] atStart;
  private final double[] atEnd;

  /** Where they were last read: of its multipliers are the slopes of what slides. */
  private Evaluation at;

  SlopeJumps(PolarField field) {
    this.sliding = field.sliding();
    this.at = field.nowhere();
    this.kinks = field.model().kinks();
    int size = kinks.size();
    this.rows = new int[size];
    for (int kink = 0; kink < size; kink++) {
      rows[kink] = kinks.row(kink);
    }
    this.sensitivities = new double[size];
    this.atStart = new double[size];
    this.atEnd = new double[size];
  }

  /** Reads them off the start of a step. */
  void begin(Evaluation start) {
    read(start, atStart);
  }

  /** The same at its end. */
  void end(Evaluation end) {
    read(end, atEnd);
  }

  private void read(Evaluation from, double[] out) {
    at = from;
    from.kinks().sensitivities(sensitivities);
    double[] p = from.weights();
    double scale = from.forceScale() * (1 - kinks.negativeSlope());
    for (int kink = 0; kink < out.length; kink++) {
      out[kink] = scale * p[rows[kink]] * sensitivities[kink];
    }
  }

  /** The jump at the start of the step. */
  double start(int kink) {
    return atStart[kink] + coupling(kink);
  }

  /** The jump at its end. */
  double end(int kink) {
    return atEnd[kink] + coupling(kink);
  }

  /** The mean jump between a fraction of the step and its end, where jumps change evenly. */
  double meanFrom(double fraction, int kink) {
    double share = 0.5 * (1 + fraction);
    return atStart[kink] + share * (atEnd[kink] - atStart[kink]) + coupling(kink);
  }

  /** What sliding kinks of deeper layers, whose slopes are not those of their sides, add. */
  private double coupling(int kink) {
    return sliding.deep()
        ? (1 - kinks.negativeSlope()) * sliding.coupling(kink, at.multipliers(), 0)
        : 0;
  }
}
