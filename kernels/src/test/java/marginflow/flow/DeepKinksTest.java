package marginflow.flow;

import static marginflow.flow.FlowObserver.NONE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Diagonal;
import marginflow.network.Initialisation;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinks of nets of depth three: runs with random labels, each of which once went wrong. */
class DeepKinksTest {

  private static final int SAMPLES = 12;
  private static final int FEATURES = 3;

  private static Dataset randomLabels(int seed) {
    int count = SAMPLES * FEATURES + SAMPLES;
    double[] g = Initialisation.gaussian(new Diagonal(count, 1), seed, 1);
    double[][] x = new double[SAMPLES][FEATURES];
    double[] y = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      System.arraycopy(g, i * FEATURES, x[i], 0, FEATURES);
      y[i] = g[SAMPLES * FEATURES + i] < 0 ? -1 : 1;
    }
    return new Dataset(Matrix.of(x), y);
  }

  private static MarginModel model(String spec, int seed) {
    return Models.bind(
        Architectures.parse(spec), randomLabels(seed), KernelSelector.select("scalar", 1));
  }

  private static double[] start(String spec, int seed) {
    Architecture net = Architectures.parse(spec);
    return Initialisation.gaussian(net, 1000 + seed, 0.3);
  }

  private static FlowSettings settings(int steps) {
    return new FlowSettings(
        Loss.EXPONENTIAL,
        LongHorizon.NAME,
        1e-6,
        List.of(StopRule.logLoss(-1e5 * Math.log(10)), StopRule.steps(steps)));
  }

  /**
   * Cycles at a surface (1, 4, 5, 17, 19), a row whose last unit is turned off (15, 18), margins of
   * a pattern that the signs contradict (7, 10, 13), pairs that leave one another no direction to
   * be held in (12).
   */
  @ParameterizedTest
  @CsvSource({
    "4, HORIZON_REACHED",
    "5, HORIZON_REACHED",
    "7, HORIZON_REACHED",
    "10, HORIZON_REACHED",
    "12, HORIZON_REACHED",
    "13, HORIZON_REACHED",
    "15, HORIZON_REACHED",
    "17, HORIZON_REACHED",
    "18, NOT_SEPARATED",
    "19, HORIZON_REACHED"
  })
  void runsEndWhereTheyShould(int seed, Termination termination) {
    String spec = "relu:3-8-8-1";
    FlowResult result = Flow.run(model(spec, seed), start(spec, seed), settings(10_000), NONE);
    assertEquals(termination, result.termination(), result.message());
    assertTrue(result.smoothedMarginMonotone());
    MarginModel signs = model(spec, seed);
    signs.evaluate(result.theta());
    double[] weights = new double[SAMPLES];
    double logLoss = Loss.EXPONENTIAL.weights(signs.margins(), SAMPLES, weights);
    // The loss is that of the slacks carried; θ has them to the tolerance of a step.
    assertEquals(logLoss, result.logLoss(), 1e-6 * (1 + Math.abs(logLoss)));
  }

  /**
   * Rows that are off keep the loss up while the weights of all others fall without end. However
   * slow that is, it may come to a kink that turns a row on, so the flow is followed until weights
   * are no numbers any more, and no margin is claimed anywhere on the way.
   */
  @ParameterizedTest
  @CsvSource({
    "relu:3-6-5-1, 0, 1",
    "relu:3-6-5-1, 18, 1",
    "relu:3-6-5-1, 19, 2",
    "relu:3-8-8-1, 1, 1"
  })
  void rowsThatAreOffAreNotRest(String spec, int seed, int off) {
    FlowResult result = Flow.run(model(spec, seed), start(spec, seed), settings(3_000), NONE);
    assertNotEquals(Termination.HORIZON_REACHED, result.termination(), result.message());
    assertEquals(Math.log(off), result.logLoss(), 1e-9, "only rows that are off are left");
    assertTrue(result.logTime() > 24, result.message());
  }

  @Test
  void resumedRunEndsWithTheSameBits() {
    String spec = "relu:3-8-8-1";
    FlowResult whole = Flow.run(model(spec, 13), start(spec, 13), settings(400), NONE);
    for (int stop = 20; stop < 400; stop += 60) {
      FlowResult part = Flow.run(model(spec, 13), start(spec, 13), settings(stop), NONE);
      FlowResult rest = Flow.resume(model(spec, 13), part.checkpoint(), settings(400), NONE);
      assertArrayEquals(whole.theta(), rest.theta(), 0.0);
      assertEquals(whole.statistics().evaluations(), rest.statistics().evaluations());
    }
  }
}
