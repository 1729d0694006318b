package marginflow.io.run;

import marginflow.flow.FlowView;

/**
 * A state along a flow with its parameters.
 *
 * @param at what is known of it
 * @param theta parameters, length P
 */
public record FlowPoint(FlowState at, double[] theta) {

  /**
   * The point after the step just taken.
   *
   * @param parameters P
   */
  public static FlowPoint of(FlowView view, int parameters) {
    double[] theta = new double[parameters];
    view.theta(theta);
    return new FlowPoint(FlowState.of(view), theta);
  }

  /**
   * A point within the step just taken.
   *
   * @param x where in that step: an argument to the methods of {@link FlowView#dense()}
   * @param parameters P
   */
  public static FlowPoint within(FlowView view, double x, int parameters) {
    double[] theta = new double[parameters];
    view.dense().theta(x, theta);
    return new FlowPoint(FlowState.within(view, x), theta);
  }

  /** The same point with another value of a quantity, NaN for none. */
  public FlowPoint with(Quantity quantity, double value) {
    return new FlowPoint(at.with(quantity, value), theta);
  }
}
