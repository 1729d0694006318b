package marginflow.flow;

import java.util.Optional;
import marginflow.network.MarginModel;

/**
 * The default integrator: an explicit pair while the flow is not stiff, a W-method on the rows that
 * matter when it is, and kinks as the differential inclusion has them.
 */
final class LongHorizon implements Integrator {

  static final String NAME = "long-horizon";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FlowResult run(
      MarginModel model,
      double[] theta0,
      Optional<Checkpoint> from,
      FlowSettings settings,
      FlowObserver observer) {
    LongHorizonRun run = new LongHorizonRun(model, settings, observer);
    if (from.isPresent()) {
      run.restore(from.get());
    } else {
      run.start(theta0);
    }
    return run.follow();
  }
}
