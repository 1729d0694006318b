package marginflow.flow;

import static marginflow.flow.FlowObserver.NONE;
import static marginflow.flow.LongHorizonTest.TWO;
import static marginflow.flow.LongHorizonTest.model;
import static marginflow.flow.LongHorizonTest.settings;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import org.junit.jupiter.api.Test;

/** A run that is stopped and resumed ends with the bits of one that is not. */
class ResumeTest {

  @Test
  void resumedRunEndsWithTheSameBits() {
    double[] theta = new double[2 * 6 + 6];
    for (int j = 0; j < theta.length; j++) {
      theta[j] = 0.1 * Math.sin(3 + 5 * j);
    }
    Dataset data =
        new Dataset(
            Matrix.of(new double[][] {{1, 0.5}, {-1, 0.25}, {0.5, -1}, {-0.75, -1}}),
            new double[] {1, -1, 1, -1});
    FlowResult whole = Flow.run(model("relu:2-6-1", data), theta, settings(-1e5), NONE);
    for (int stop = 1; stop < whole.statistics().accepted(); stop += 17) {
      int at = stop;
      FlowResult part =
          Flow.run(
              model("relu:2-6-1", data),
              theta,
              new FlowSettings(
                  Loss.EXPONENTIAL, LongHorizon.NAME, 1e-6, List.of(StopRule.steps(at))),
              NONE);
      FlowResult rest =
          Flow.resume(model("relu:2-6-1", data), part.checkpoint(), settings(-1e5), NONE);
      assertArrayEquals(whole.theta(), rest.theta(), 0.0);
      assertEquals(whole.logTime(), rest.logTime());
      assertEquals(whole.statistics().evaluations(), rest.statistics().evaluations());
    }
  }

  @Test
  void everyIntegratorResumesBitForBit() {
    double[] theta = {0.3, 0.1, -0.2, 0.4, 0.5, -0.3};
    for (String integrator : Flow.integrators()) {
      FlowResult whole = Flow.run(model("relu:2-2-1", TWO), theta, steps(integrator, 60), NONE);
      FlowResult part = Flow.run(model("relu:2-2-1", TWO), theta, steps(integrator, 23), NONE);
      FlowResult rest =
          Flow.resume(model("relu:2-2-1", TWO), part.checkpoint(), steps(integrator, 60), NONE);
      assertArrayEquals(whole.theta(), rest.theta(), 0.0, integrator);
      assertEquals(whole.logTime(), rest.logTime(), integrator);
    }
  }

  private static FlowSettings steps(String integrator, int steps) {
    return new FlowSettings(Loss.LOGISTIC, integrator, 1e-6, List.of(StopRule.steps(steps)));
  }
}
