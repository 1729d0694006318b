package marginflow.cli;

import marginflow.flow.FlowView;
import marginflow.loss.Loss;

/**
 * Watches that the smoothed margin γ̃ never falls once {@code 𝓛 < ℓ(0)} (Lyu and Li, theorem 4.1).
 * Checked for the exponential loss; for the logistic loss the theorem is about another smoothing.
 */
final class MonotoneCheck {

  private final boolean applies;

  /** A bound k on the operations behind γ̃: one margin of n, each at most 2P + 32 deep. */
  private final double gamma;

  private double highest = Double.NEGATIVE_INFINITY;
  private boolean holds;

  /**
   * A check.
   *
   * @param parameters P
   * @param samples n
   * @param before whether it held until now
   */
  MonotoneCheck(Loss loss, int parameters, int samples, boolean before) {
    applies = loss == Loss.EXPONENTIAL;
    double unit = 0x1p-53 * (2.0 * parameters + samples + 32);
    gamma = unit / (1 - unit);
    holds = before;
  }

  /** Looks at the state after a step. */
  void accepted(FlowView view) {
    double margin = view.smoothedMargin();
    if (!applies || !(view.logLoss() < 0) || Double.isNaN(margin)) {
      return;
    }
    // The error of log 𝓛 is absolute near log 𝓛 = 0 and relative far from it.
    double rounding = gamma * margin * (1 + 1 / -view.logLoss());
    holds &= margin >= highest - rounding;
    highest = Math.max(highest, margin);
  }

  /** Whether γ̃ never fell beyond rounding. */
  boolean holds() {
    return holds;
  }
}
