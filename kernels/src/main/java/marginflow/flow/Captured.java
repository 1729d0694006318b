package marginflow.flow;

import java.util.Optional;
import marginflow.network.MarginModel;

/**
 * The integrator for many samples and units: stabilized explicit steps over many kinks at once,
 * which are decided together at the end of each. Where the flow has become stiff and few kinks
 * slide {@link LongHorizon} goes on, and a checkpoint is then one of that integrator.
 */
final class Captured implements Integrator {

  static final String NAME = "captured";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean goesOnFrom(String other) {
    return other.equals(NAME) || other.equals(LongHorizon.NAME);
  }

  @Override
  public FlowResult run(
      MarginModel model,
      double[] theta0,
      Optional<Checkpoint> from,
      FlowSettings settings,
      FlowObserver observer) {
    if (from.isPresent() && from.get().integrator().equals(LongHorizon.NAME)) {
      return new LongHorizon().run(model, theta0, from, settings, observer);
    }
    CapturedRun run = new CapturedRun(model, settings, observer);
    if (from.isPresent()) {
      run.restore(from.get());
    } else {
      run.start(theta0);
    }
    return run.follow();
  }
}
