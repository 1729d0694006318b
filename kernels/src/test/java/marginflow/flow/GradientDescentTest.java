package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

final class GradientDescentTest {

  @Test
  void stepsThatLeaveTheFiniteNumbersEndByName() {
    Dataset data =
        new Dataset(
            Matrix.of(new double[][] {{1e3, 1}, {1, 1e3}, {1e3, 1e3}}), new double[] {1, 1, -1});
    MarginModel model =
        Models.bind(
            Architectures.parse("linear:2-2-2-1"), data, KernelSelector.select("scalar", 1));
    double[] theta = new double[model.parameters()];
    for (int j = 0; j < theta.length; j++) {
      theta[j] = Math.sin(1 + 7 * j);
    }
    FlowSettings settings =
        new FlowSettings(
            Loss.EXPONENTIAL, "gd", 1e-6, List.of(StopRule.logLoss(-1e6), StopRule.steps(10_000)));
    FlowResult result = Flow.run(model, theta, settings, FlowObserver.NONE);
    assertEquals(Termination.DIVERGED, result.termination(), result.message());
    assertTrue(Double.isFinite(result.logLoss()));
    for (double value : result.theta()) {
      assertTrue(Double.isFinite(value));
    }
  }

  @Test
  void aSmallerStepReachesWhereALargeOneDiverges() {
    // A step too long for the first feature, which both samples share, throws one of them over.
    Dataset data = new Dataset(Matrix.of(new double[][] {{10, 1}, {10, -1}}), new double[] {1, -1});
    MarginModel model =
        Models.bind(Architectures.parse("linear:2-3-1"), data, KernelSelector.select("scalar", 1));
    double[] theta = {0.1, 0.2, -0.1, 0.1, 0.2, 0.3, 0.1, -0.2, 0.3};
    assertEquals(Termination.DIVERGED, descend(model, theta, FlowSettings.STEP_SIZE).termination());
    assertEquals(Termination.HORIZON_REACHED, descend(model, theta, 1e-2).termination());
  }

  private static FlowResult descend(MarginModel model, double[] theta, double stepSize) {
    List<StopRule> stops = List.of(StopRule.logLoss(-1), StopRule.steps(1_000));
    return Flow.run(
        model,
        theta,
        new FlowSettings(Loss.EXPONENTIAL, "gd", 1e-6, stepSize, stops),
        FlowObserver.NONE);
  }
}
