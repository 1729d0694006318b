package marginflow.flow;

import java.util.Optional;
import marginflow.network.MarginModel;

/** A way to follow the flow. Stateless: a run's state lives in the call. */
interface Integrator {

  /** The name used on the command line and in checkpoints. */
  String name();

  /** Whether it can go on from a checkpoint of the integrator of a name. */
  default boolean goesOnFrom(String other) {
    return name().equals(other);
  }

  /** Whether it begins with the step size of its settings, and knows no tolerance. */
  default boolean usesStepSize() {
    return false;
  }

  /** Follows the flow from θ(0), or goes on from a checkpoint of this integrator. */
  FlowResult run(
      MarginModel model,
      double[] theta0,
      Optional<Checkpoint> from,
      FlowSettings settings,
      FlowObserver observer);
}
