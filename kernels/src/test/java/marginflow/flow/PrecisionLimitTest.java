package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import marginflow.array.Matrix;
import marginflow.flow.method.RosenbrockStepper;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A linear net 2-1-1, θ = (w, w, w), on samples (1, 0) and (0, 1): margins w², whose gradients have
 * the length √2 w, so that ρ‖∇q‖ = √6 w² and a rounding of 2^-53 of that is what they are known to.
 */
class PrecisionLimitTest {

  private static LongHorizonRun run(double w) {
    LongHorizonRun run =
        new LongHorizonRun(
            Models.bind(
                Architectures.parse("linear:2-1-1"),
                new Dataset(Matrix.of(new double[][] {{1, 0}, {0, 1}}), new double[] {1, 1}),
                KernelSelector.select("scalar", 1)),
            new FlowSettings(Loss.EXPONENTIAL, LongHorizon.NAME, 1e-6, List.of(StopRule.steps(1))),
            FlowObserver.NONE);
    run.field.place(new double[] {w, w, w}, run.at.y());
    run.field.evaluateFree(run.at);
    // No step that could carry the slacks: the weights hang on the margins.
    assertFalse(run.field.slacks().settle(run.at, 3 * w * w, false));
    return run;
  }

  /** The weights' own tolerance is passed where √6 w² 2^-53 does. */
  @ParameterizedTest
  @CsvSource({"0.99, false", "1.01, true"})
  void whereTheWeightsAreLost(double share, boolean ends) {
    double size = RosenbrockStepper.WEIGHT_TOLERANCE * 0x1p53 / Math.sqrt(6);
    LongHorizonRun run = run(Math.sqrt(share * size));
    Optional<FlowResult> end = new PrecisionLimit(run.field, run.monitor).reached(-1);
    assertEquals(ends, end.isPresent());
    end.ifPresent(result -> {
      assertEquals(Termination.PRECISION_LIMIT, result.termination());
      assertTrue(result.message().contains("uncertain"), result.message());
    });
  }

  /** A step counts where it turns the direction by more than half a rounding of one. */
  @Test
  void whereAStepChangesNothing() {
    LongHorizonRun run = run(1);
    PrecisionLimit limit = new PrecisionLimit(run.field, run.monitor);
    double[] velocity = {0, 3, 4, 0};
    assertFalse(limit.counts(0.2 * 0x1p-53, velocity));
    assertTrue(limit.counts(0.21 * 0x1p-53, velocity));
    assertFalse(limit.counts(Double.NaN, velocity));
  }

  @Test
  void theReasonIsASentence() {
    LongHorizonRun run = run(1);
    FlowResult result =
        new PrecisionLimit(run.field, run.monitor).result("no step", -2 * Math.log(10));
    assertEquals("no step, at log10 loss -2", result.message().replace(".00000", ""));
  }
}
