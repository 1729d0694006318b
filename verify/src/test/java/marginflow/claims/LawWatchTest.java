package marginflow.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import marginflow.flow.FlowStatistics;
import marginflow.flow.FlowView;
import marginflow.loss.Loss;
import marginflow.network.FullyConnected;
import marginflow.network.Slope;
import org.junit.jupiter.api.Test;

/** Laws that are kept pass, and each planted breach is seen. */
final class LawWatchTest {

  private static final FullyConnected NET = Problems.net(Slope.LINEAR, 2, 1, 1);
  private static final double[] START = {1, 0, 1};
  private static final Setup SETUP = Setup.of("planted", NET, Problems.twoPoints(), START, -10);

  private final LawWatch watch = new LawWatch(SETUP);

  /** ℓ⁻¹ of the loss of one margin is that margin. */
  @Test
  void theInverseOfBothLosses() {
    for (double q : new double[] {1e-6, 0.1, 1, 20, 500, 1e5}) {
      assertEquals(Math.log(q), LawWatch.logMargin(Loss.EXPONENTIAL, -q), 1e-12);
      double logistic = q < 30 ? Math.log(Math.log1p(Math.exp(-q))) : -q;
      // At 1e-6 the logarithm of 2 less half of that has ten digits of it left.
      assertEquals(
          Math.log(q), LawWatch.logMargin(Loss.LOGISTIC, logistic), q < 1e-3 ? 1e-9 : 1e-12);
    }
  }

  @Test
  void aRunKeepsThem() {
    List<RunLaws> seen = new ArrayList<>();
    double[] start = {0.3, 0.1, 0.3};
    new Laboratory(seen::add).run(Setup.of("kept", NET, one(), start, -100));
    RunLaws laws = seen.getFirst();
    assertTrue(laws.separates() && laws.chords() > 0, laws.toString());
    assertTrue(laws.fall() <= 1 && laws.ratio() >= 0.99, laws.toString());
    assertTrue(laws.driftPerTolerance() <= 2, laws.toString());
  }

  private static marginflow.network.Dataset one() {
    return Problems.data(new double[][] {{1, 2}}, 1);
  }

  @Test
  void aFallOfTheSmoothedMarginIsSeen() {
    step(START, 1, -2);
    step(START, 1, -2 * (1 - 1e-6));
    assertTrue(laws().fall() > 100, laws().toString());
  }

  @Test
  void aTurnThatGainsTooLittleIsSeen() {
    step(START, 1, -2);
    // The direction turns by 0.1; log γ̃ rises by 1e-4 and log ρ by 0.1.
    double[] turned = {1, 0.1 * Math.sqrt(2), 1};
    step(turned, 1.1, -2 * Math.exp(1e-4 + 0.2));
    assertEquals(1, laws().chords());
    assertTrue(laws().ratio() < 0.01, laws().toString());
  }

  @Test
  void aDriftIsSeen() {
    step(new double[] {1.1, 0, 1}, 0.4, -2);
    assertEquals(0.21 / 2.21, laws().drift(), 1e-12);
  }

  private RunLaws laws() {
    return watch.laws(statistics());
  }

  private static FlowStatistics statistics() {
    return new Laboratory().run(Setup.of("none", NET, one(), START, -2)).result().statistics();
  }

  /** Shows a place of direction θ: ρ = e^logNorm, log 𝓛 as given. */
  private void step(double[] theta, double logNorm, double logLoss) {
    double scale = Math.exp(logNorm) / Problems.norm(theta);
    boolean drifts = theta[0] > 1;
    double[] scaled = java.util.Arrays.stream(theta).map(v -> drifts ? v : v * scale).toArray();
    FlowView view =
        (FlowView)
            Proxy.newProxyInstance(
                FlowView.class.getClassLoader(),
                new Class<?>[] {FlowView.class},
                (proxy, method, arguments) ->
                    method.getName().equals("logNorm") ? logNorm : logLoss);
    watch.accepted(view, scaled);
  }
}
