package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ∫ ‖dθ/dτ‖² dτ} of a path, against closed forms and against what log 𝓛 fell by. */
class DissipationTest {

  private static final int UNTIL_STEP = 5_000;

  /** Keeps what was given off and what −log 𝓛 rose by, and the largest difference. */
  private static final class Watch implements FlowObserver {

    private double given;
    private double tau;
    private double start = Double.NaN;
    private double largest;

    @Override
    public void accepted(FlowView view) {
      start = Double.isNaN(start) ? view.logLoss() : start;
      given = view.dissipated();
      tau = view.tau();
      double fallen = start - view.logLoss();
      largest = Math.max(largest, Math.abs(fallen - given) / Math.max(1, given));
    }
  }

  private static Watch run(MarginModel model, double[] theta0, double tolerance, double logLoss) {
    Watch watch = new Watch();
    Flow.run(
        model,
        theta0,
        new FlowSettings(
            Loss.EXPONENTIAL,
            LongHorizon.NAME,
            tolerance,
            List.of(StopRule.logLoss(logLoss), StopRule.steps(UNTIL_STEP))),
        watch);
    return watch;
  }

  /**
   * One sample, {@code q = w a}, w = a: {@code dw/dτ = w}, so that {@code w² (e^{2τ} − 1)} goes.
   */
  @Test
  void oneSampleHasAClosedForm() {
    MarginModel model =
        Models.bind(
            Architectures.parse("linear:1-1-1"),
            new Dataset(Matrix.of(new double[][] {{1}}), new double[] {1}),
            KernelSelector.select());
    Watch watch = run(model, new double[] {0.3, 0.3}, 1e-8, -1e4);
    double right = 0.09 * StrictMath.expm1(2 * watch.tau);
    assertEquals(right, watch.given, 1e-7 * right);
  }

  /**
   * Passing and sliding kinks, explicit and implicit steps: the identity follows the tolerance, as
   * far as the dense output of implicit steps does, which is of order two.
   */
  @ParameterizedTest
  @CsvSource({
    "linear:3-4-1",
    "linear:3-4-3-1",
    "relu:3-12-1",
    "leaky-relu(0.1):3-12-1",
    "relu:3-6-5-1"
  })
  void theLossFallsByWhatThePathGivesOff(String spec) {
    for (double tolerance : new double[] {1e-4, 1e-6, 1e-8}) {
      MarginModel model = Models.bind(Architectures.parse(spec), data(), KernelSelector.select());
      double[] theta0 = Initialisation.gaussian(Architectures.parse(spec), 3, 0.3);
      double drift = run(model, theta0, tolerance, -1e4).largest;
      assertTrue(
          drift <= Math.max(100 * tolerance, 5e-6), () -> spec + " at " + tolerance + ": " + drift);
    }
  }

  /** The integrators that know no kink say how far they are from the flow. */
  @Test
  void gradientDescentGivesOffLessThanTheFlow() {
    MarginModel model =
        Models.bind(Architectures.parse("linear:3-4-1"), data(), KernelSelector.select());
    double[] theta0 = Initialisation.gaussian(Architectures.parse("linear:3-4-1"), 3, 0.3);
    Watch watch = new Watch();
    Flow.run(
        model,
        theta0,
        new FlowSettings(Loss.EXPONENTIAL, "gd", 1e-6, 0.01, List.of(StopRule.steps(2_000))),
        watch);
    assertTrue(watch.largest > 1e-5 && watch.largest < 0.1, "drift " + watch.largest);
  }

  private static Dataset data() {
    double[][] x = new double[10][3];
    double[] y = new double[10];
    for (int i = 0; i < 10; i++) {
      y[i] = i % 2 == 0 ? 1 : -1;
      for (int j = 0; j < 3; j++) {
        x[i][j] = Math.sin(3 * i + 7 * j + 1) + (j == 0 ? 0.8 * y[i] : 0);
      }
    }
    return new Dataset(Matrix.of(x), y);
  }
}
