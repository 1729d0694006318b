package marginflow.flow;

import java.util.List;
import marginflow.loss.Loss;

/**
 * What a flow is asked to do.
 *
 * @param loss the loss
 * @param integrator name of the integrator, one of {@link Flow#integrators()}
 * @param tolerance relative tolerance on the direction of θ, from {@link #LEAST_TOLERANCE} to below
 *     1
 * @param stops stop rules, asked in this order after every accepted step; the first that fires ends
 *     the flow
 */
public record FlowSettings(Loss loss, String integrator, double tolerance, List<StopRule> stops) {

  /** Least tolerance: fifty roundings of a component of size one, which the sum of a step has. */
  public static final double LEAST_TOLERANCE = 1e-14;

  /** Checks the tolerance and copies the rules. */
  public FlowSettings {
    if (!(tolerance >= LEAST_TOLERANCE && tolerance < 1)) {
      throw new IllegalArgumentException(
          "tolerance: expected a number in [%s, 1), found %s"
              .formatted(LEAST_TOLERANCE, tolerance));
    }
    stops = List.copyOf(stops);
  }
}
