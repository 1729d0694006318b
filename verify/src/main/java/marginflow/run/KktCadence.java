package marginflow.run;

import marginflow.flow.FlowView;

/**
 * On which steps of a flow the KKT residual is computed, which costs more than a step. The answer
 * depends on the step and the state before it alone, so that a resumed run gives the same.
 */
@FunctionalInterface
public interface KktCadence {

  /** Steps at the start that have a residual in every cadence by steps. */
  long FIRST_STEPS = 4;

  /** Where decades of the horizon {@code −log10 𝓛} begin to count. */
  double FIRST_HORIZON = 0.1;

  /** Whether the step just taken is to have a residual. */
  boolean asks(FlowView view);

  /** So many steps for every factor e of steps. */
  static KktCadence perEFold(int count) {
    return view -> {
      long step = view.step();
      return step > 0 && (step < FIRST_STEPS || stepBin(count, step) > stepBin(count, step - 1));
    };
  }

  /** So many steps for every decade of the horizon, as far as steps are that short. */
  static KktCadence perDecade(int count) {
    return view -> bin(count, view.logLoss()) > bin(count, view.dense().logLoss(0));
  }

  /** The steps of either. */
  default KktCadence or(KktCadence other) {
    return view -> asks(view) || other.asks(view);
  }

  private static long stepBin(int count, long step) {
    return (long) Math.floor(count * StrictMath.log((double) step));
  }

  private static long bin(int count, double logLoss) {
    double horizon = Math.max(-logLoss / Math.log(10), FIRST_HORIZON);
    return (long) Math.floor(count * StrictMath.log10(horizon));
  }
}
