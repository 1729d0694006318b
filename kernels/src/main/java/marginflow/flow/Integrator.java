package marginflow.flow;

import java.util.Optional;
import marginflow.network.MarginModel;

/** A way to follow the flow. Stateless: a run's state lives in the call. */
interface Integrator {

  /** The name used on the command line and in checkpoints. */
  String name();

  /** Follows the flow from θ(0), or goes on from a checkpoint of this integrator. */
  FlowResult run(
      MarginModel model,
      double[] theta0,
      Optional<Checkpoint> from,
      FlowSettings settings,
      FlowObserver observer);
}
