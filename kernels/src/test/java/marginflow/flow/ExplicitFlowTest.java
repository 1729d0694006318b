package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A linear net (w, a) on one sample, whose weight is 1: {@code w' = a, a' = w} in τ. */
class ExplicitFlowTest {

  /** Until log 𝓛 = −20, τ = 1.5; the error is a few times the tolerance of a step. */
  @ParameterizedTest
  @CsvSource({"dormand-prince, 1e-4", "dormand-prince, 1e-10", "bogacki-shampine, 1e-6"})
  void followsHyperbolicFunctions(String pair, double tolerance) {
    double w = 1;
    double a = 0.5;
    FlowResult result =
        Flow.run(
            LongHorizonTest.model(
                "linear:1-1-1", new Dataset(Matrix.of(new double[][] {{1}}), new double[] {1})),
            new double[] {w, a},
            new FlowSettings(Loss.EXPONENTIAL, pair, tolerance, List.of(StopRule.logLoss(-20))),
            FlowObserver.NONE);
    assertEquals(Termination.HORIZON_REACHED, result.termination());
    double tau = result.tau();
    double size = Math.exp(result.logNorm());
    double within = 30 * tolerance * size;
    assertEquals(w * Math.cosh(tau) + a * Math.sinh(tau), result.theta()[0], within);
    assertEquals(a * Math.cosh(tau) + w * Math.sinh(tau), result.theta()[1], within);
    assertEquals(-result.theta()[0] * result.theta()[1], result.logLoss(), 1e-12 * 20);
    assertEquals(-20, result.logLoss(), 100 * tolerance, "to the tolerance beyond the root");
  }
}
