package marginflow.claims;

import java.util.List;
import marginflow.flow.FlowEvent;
import marginflow.loss.Loss;
import marginflow.network.FullyConnected;
import marginflow.network.Slope;

/** F5: a flow that must slide, and what an integrator without sliding makes of it. */
final class SlidingClaim {

  private static final double[] START = {1e-5, 1e-3, -1e-3};

  private SlidingClaim() {}

  static Claim claim() {
    return new Claim(
        "F5",
        Provenance.DERIVED,
        "one ReLU neuron with v < 0 on (±1, ¼), both +1, logistic loss",
        "sliding is real: integrators without it stall at t = 25.75 of the mean loss, ours goes on",
        List.of(
            new Expectation.Near("time at which the plain integrator stalls", 25.75, 0.005),
            new Expectation.AtMost("its last step", 1e-6),
            new Expectation.Near("our slides", 1, 0),
            new Expectation.Near("time of our slide, mean loss", 25.75, 0.005),
            new Expectation.AtLeast("time we reach, mean loss", 100)),
        SlidingClaim::measure);
  }

  private static Measurements measure(Laboratory lab) {
    FullyConnected net = Problems.net(Slope.RELU, 2, 1, 1);
    Trial trial =
        lab.run(new Setup("sliding", net, Problems.twoPoints(), START, Loss.LOGISTIC, -1000, 1e-8));
    PlainIntegrator plain = PlainIntegrator.run(START, 100);
    Measurements found =
        new Measurements()
            .keep(trial)
            .put("time at which the plain integrator stalls", plain.time())
            .put("its last step", plain.step())
            .put("our slides", (double) trial.result().statistics().slides())
            .put("time we reach, mean loss", 2 * Math.exp(trial.result().logTime()))
            .put("our ending", trial.result().termination().id());
    // An event carries the time of the start of the step that ended in it.
    trial.events().stream()
        .filter(e -> e.kind() == FlowEvent.Kind.SLIDE)
        .findFirst()
        .flatMap(e -> trial.points().stream().filter(p -> p.tau() > e.tau()).findFirst())
        .ifPresent(p -> found.put("time of our slide, mean loss", 2 * Math.exp(p.logTime())));
    return found;
  }
}
