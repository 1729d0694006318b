package marginflow.flow;

import java.util.List;
import marginflow.loss.Loss;

/**
 * What a flow is asked to do.
 *
 * @param loss the loss
 * @param integrator name of the integrator, one of {@link Flow#integrators()}
 * @param tolerance relative tolerance on the direction of θ, in (0, 1)
 * @param stops stop rules, asked in this order after every accepted step; the first that fires ends
 *     the flow
 */
public record FlowSettings(Loss loss, String integrator, double tolerance, List<StopRule> stops) {

  /** Checks the tolerance and copies the rules. */
  public FlowSettings {
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException(
          "tolerance: expected a number in (0, 1), found " + tolerance);
    }
    stops = List.copyOf(stops);
  }
}
