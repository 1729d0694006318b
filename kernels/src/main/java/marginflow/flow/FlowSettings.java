package marginflow.flow;

import java.util.List;
import java.util.Locale;
import marginflow.flow.event.Branch;
import marginflow.loss.Loss;

/**
 * What a flow is asked to do.
 *
 * @param loss the loss
 * @param integrator name of the integrator, one of {@link Flow#integrators()}
 * @param tolerance relative tolerance on the direction of θ, from {@link #LEAST_TOLERANCE} to below
 *     1. The long-horizon integrator follows kinks, and the flow before it is stiff, to 1e-6 at the
 *     most: a side taken wrongly is no error of the size of a tolerance
 * @param stepSize rate of gradient descent: the fixed one, or the first of the loss-based rate;
 *     positive. Integrators that choose their steps do not use it
 * @param branch which solution is followed where there are several
 * @param guarded whether a step after which γ̃ would have fallen is tried again shorter. Off, a
 *     fall is followed and shows in {@link FlowResult#smoothedMarginMonotone}: a check of the steps
 *     themselves
 * @param stops stop rules, asked in this order after every accepted step; the first that fires ends
 *     the flow
 */
public record FlowSettings(
    Loss loss,
    String integrator,
    double tolerance,
    double stepSize,
    Branch branch,
    boolean guarded,
    List<StopRule> stops) {

  /** Least tolerance: fifty roundings of a component of size one, which the sum of a step has. */
  public static final double LEAST_TOLERANCE = 1e-14;

  /**
   * Tolerance for captured steps: on random labels in 784 dimensions and on MNIST 3 against 8 the
   * fitted point was then off by 4.9e-3 and 2.1e-3.
   */
  public static final double CAPTURED_TOLERANCE = 3e-4;

  /** The rate of gradient descent, as in the experiments of Lyu and Li (arXiv 1906.05890). */
  public static final double STEP_SIZE = 0.1;

  /** Checks tolerance and step size, and copies the rules. */
  public FlowSettings {
    if (!(tolerance >= LEAST_TOLERANCE && tolerance < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "tolerance: expected a number in [%s, 1), found %s",
              LEAST_TOLERANCE,
              tolerance));
    }
    if (!(stepSize > 0 && stepSize < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "step size: expected a positive number, found " + stepSize);
    }
    stops = List.copyOf(stops);
  }

  /** The same with the usual step size. */
  public FlowSettings(Loss loss, String integrator, double tolerance, List<StopRule> stops) {
    this(loss, integrator, tolerance, STEP_SIZE, stops);
  }

  /** The same on the usual branch, guarded. */
  public FlowSettings(
      Loss loss, String integrator, double tolerance, double stepSize, List<StopRule> stops) {
    this(loss, integrator, tolerance, stepSize, Branch.SLOPE, true, stops);
  }

  /** The same on another branch. */
  public FlowSettings withBranch(Branch other) {
    return new FlowSettings(loss, integrator, tolerance, stepSize, other, guarded, stops);
  }

  /** The same with the guard against a falling γ̃ on or off. */
  public FlowSettings withMarginGuard(boolean on) {
    return new FlowSettings(loss, integrator, tolerance, stepSize, branch, on, stops);
  }

  /** The same at another tolerance. */
  public FlowSettings withTolerance(double other) {
    return new FlowSettings(loss, integrator, other, stepSize, branch, guarded, stops);
  }

  /** The same with another loss. */
  public FlowSettings withLoss(Loss other) {
    return new FlowSettings(other, integrator, tolerance, stepSize, branch, guarded, stops);
  }

  /** The same with other stop rules. */
  public FlowSettings withStops(List<StopRule> others) {
    return new FlowSettings(loss, integrator, tolerance, stepSize, branch, guarded, others);
  }
}
