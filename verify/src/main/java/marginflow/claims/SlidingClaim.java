package marginflow.claims;

import java.util.List;
import marginflow.flow.Termination;
import marginflow.flow.event.Branch;
import marginflow.flow.event.FlowEvent;
import marginflow.io.run.FlowPoint;
import marginflow.loss.Loss;
import marginflow.network.FullyConnected;
import marginflow.network.Slope;

/** F5: a flow that must slide, and what an integrator without sliding makes of it. */
final class SlidingClaim {

  private static final double[] START = {1e-5, 1e-3, -1e-3};

  /** Time after which a flow that leaves on either side has grown: four times the slide's. */
  private static final double LONG = 200;

  /** Far below one, and far above the rounding of w. */
  private static final double DISPLACED = 1e-6;

  private SlidingClaim() {}

  static Claim claim() {
    return new Claim(
        "F5",
        Provenance.DERIVED,
        Paper.HERE.at("one ReLU neuron with v < 0 on (±1, ¼), both +1, logistic loss"),
        "sliding is real: integrators without it stall at t = 25.75 of the mean loss, ours goes on",
        List.of(
            new Expectation.Near("time at which the plain integrator stalls", 25.75, 0.005),
            new Expectation.AtMost("its last step", 1e-6),
            new Expectation.Near("our slides", 1, 0),
            new Expectation.Near("time of our slide, mean loss", 25.75, 0.005),
            new Expectation.AtLeast("time we reach, mean loss", 100),
            new Expectation.Near("ambiguous events", 1, 0),
            new Expectation.Is("our ending, nearer side", Termination.HORIZON_REACHED.id()),
            new Expectation.Is("our ending, farther side", Termination.NOT_SEPARATED.id()),
            new Expectation.Near("runs of tiny steps that separate", TinySteps.RUNS, 0),
            new Expectation.Near("the same from the nearer side", TinySteps.RUNS, 0),
            new Expectation.Near("the same from the farther side", 0, 0)),
        SlidingClaim::measure);
  }

  private static Measurements measure(Laboratory lab) {
    FullyConnected net = Problems.net(Slope.RELU, 2, 1, 1);
    RunRecord run =
        lab.run(new Setup("sliding", net, Problems.twoPoints(), START, Loss.LOGISTIC, -1000, 1e-8));
    PlainIntegrator plain = PlainIntegrator.run(START, 100);
    Measurements found =
        new Measurements()
            .keep(run)
            .put("time at which the plain integrator stalls", plain.time())
            .put("its last step", plain.step())
            .put("our slides", run.result().statistics().slides())
            .put("time we reach, mean loss", 2 * Math.exp(run.result().logTime()))
            .put("ambiguous events", (double) run.result().statistics().ambiguous())
            .put("our ending, nearer side", run.result().termination().id());
    branches(run, found);
    RunRecord farther = lab.run(run.setup().named("sliding-farther"), Branch.NEGATIVE);
    found.keep(farther).put("our ending, farther side", farther.result().termination().id());
    // An event carries the time of the end of the step that it ended.
    run.events().stream()
        .filter(e -> e.kind() == FlowEvent.Kind.SLIDE)
        .findFirst()
        .flatMap(e -> run.points().stream().filter(p -> p.at().tau() >= e.tau()).findFirst())
        .ifPresent(p -> found.put("time of our slide, mean loss", 2 * Math.exp(p.at().logTime())));
    return found;
  }

  /**
   * Where v passes 0 the surface comes to repel, and either side is a solution. At rest on it the
   * force of the sample that is on, {@code y x}, and the share ξ of the other one's make a velocity
   * along the surface: ξ = x·x' / ‖x'‖² up to sign = 15/17 = 0.88, nearer to 1. Small steps are
   * taken from the start, where they chatter, and from the surface displaced to either side.
   */
  private static void branches(RunRecord run, Measurements found) {
    found
        .put("slope at which the kink slides", (1 - 1.0 / 16) / (1 + 1.0 / 16))
        .put("runs of tiny steps that separate", TinySteps.separating(START, LONG));
    run.points().stream()
        .map(FlowPoint::theta)
        .filter(theta -> theta[2] < 0 && theta[0] > 0 && theta[0] >= 0.249 * theta[1])
        .reduce((first, second) -> second)
        .ifPresent(theta ->
            found
                .put("the same from the nearer side", displaced(theta, 1))
                .put("the same from the farther side", displaced(theta, -1)));
  }

  /** From the surface of sample (−1, ¼), v = 0, displaced by a share of ‖w‖. */
  private static long displaced(double[] theta, int side) {
    double[] start = {0.25 * theta[1] * (1 - side * DISPLACED), theta[1], 0};
    return TinySteps.separating(start, LONG);
  }
}
