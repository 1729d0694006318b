package marginflow.flow.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import marginflow.array.Matrix;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowSettings;
import marginflow.flow.FlowView;
import marginflow.flow.StopRule;
import marginflow.kernel.KernelSelector;
import marginflow.linalg.Vectors;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Diagonal;
import marginflow.network.Initialisation;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * γ̃ never falls once 𝓛 &lt; ℓ(0) [LL, theorem 4.1], recomputed here from θ at every accepted step
 * by a model of its own: nothing the integrator says of itself is used.
 */
class SmoothedMarginTest {

  private static final int SAMPLES = 12;
  private static final int FEATURES = 3;

  /** Gaussian points with random labels: kinks are crossed and slid on along the way. */
  private static Dataset randomLabels(long seed) {
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

  /** γ̃ = ℓ⁻¹(𝓛)/ρ²: 3/4 for both losses at q = 3, ρ = 2; it fell if it did so beyond rounding. */
  @ParameterizedTest
  @EnumSource(Loss.class)
  void fellBeyondWhatItIsKnownTo(Loss loss) {
    SmoothedMargin smoothed = new SmoothedMargin(loss, 10, 2);
    double logNorm = Math.log(2);
    double logLoss = logLoss(loss, 3);
    assertEquals(0.75, smoothed.of(logNorm, logLoss), 1e-14);
    double rounding = smoothed.rounding(logNorm);
    assertEquals(0x1p-53 * (20 + 8 * (1 + logNorm)), rounding, 1e-20);
    double small = logLoss(loss, 3 * (1 - 0.5 * rounding));
    double large = logLoss(loss, 3 * (1 - 1e-10));
    assertFalse(smoothed.fell(logNorm, logLoss, logNorm, small, 0, 0));
    assertTrue(smoothed.fell(logNorm, logLoss, logNorm, large, 0, 0));
    assertFalse(smoothed.fell(logNorm, logLoss, logNorm, large, 1e-9, 0), "not resolved");
    assertFalse(smoothed.fell(logNorm, logLoss, logNorm, large, 0, 1e-9), "off its surface");
    assertTrue(smoothed.fell(logNorm, logLoss, logNorm + 1e-10, logLoss, 0, 0), "a larger norm");
  }

  /** Before 𝓛 < ℓ(0) nothing is claimed, nor for nets without γ̃. */
  @ParameterizedTest
  @EnumSource(Loss.class)
  void nothingFallsBeforeTheDataIsSeparated(Loss loss) {
    SmoothedMargin smoothed = new SmoothedMargin(loss, 10, 2);
    assertFalse(smoothed.separated(logLoss(loss, -1e-9)));
    assertTrue(smoothed.separated(logLoss(loss, 1e-9)));
    assertFalse(smoothed.fell(0, logLoss(loss, -1), 0, logLoss(loss, -2), 0, 0));
    SmoothedMargin none = new SmoothedMargin(loss, 10, 0);
    assertFalse(none.defined());
    assertFalse(none.fell(0, logLoss(loss, 3), 0, logLoss(loss, 2), 0, 0));
  }

  /** log ℓ of one margin. */
  private static double logLoss(Loss loss, double q) {
    return loss == Loss.EXPONENTIAL ? -q : Math.log(Math.log1p(Math.exp(-q)));
  }

  private static Stream<Arguments> flows() {
    return Stream.of("relu:3-15-1", "leaky-relu(0.2):3-15-1", "linear:3-4-4-1")
        .flatMap(net ->
            Stream.of(Loss.values())
                .flatMap(
                    loss -> IntStream.range(0, 4).mapToObj(seed -> Arguments.of(net, loss, seed))));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void neverFallsAlongARun(String spec, Loss loss, int seed) {
    Architecture net = Architectures.parse(spec);
    Dataset data = randomLabels(seed);
    Witness witness = new Witness(Models.bind(net, data, KernelSelector.select("scalar", 1)), loss);
    FlowResult result =
        Flow.run(
            Models.bind(net, data, KernelSelector.select("scalar", 1)),
            Initialisation.gaussian(net, 100 + seed, 0.2),
            new FlowSettings(
                loss,
                Flow.integrators().getFirst(),
                1e-6,
                List.of(StopRule.logLoss(-1e4 * Math.log(10)), StopRule.steps(20_000))),
            witness);
    assertTrue(witness.fall <= 0, () -> "fell by a share of " + witness.fall);
    assertTrue(result.smoothedMarginMonotone());
  }

  /** Recomputes γ̃ and keeps the largest relative fall beyond rounding. */
  private static final class Witness implements FlowObserver {
    private final MarginModel model;
    private final Loss loss;
    private final double[] theta;
    private final double[] weights;
    private double before = Double.NEGATIVE_INFINITY;
    private double fall = Double.NEGATIVE_INFINITY;

    Witness(MarginModel model, Loss loss) {
      this.model = model;
      this.loss = loss;
      this.theta = new double[model.parameters()];
      this.weights = new double[model.rows()];
    }

    @Override
    public void accepted(FlowView view) {
      view.theta(theta);
      model.evaluate(theta);
      double logLoss = loss.weights(model.margins(), model.rows(), weights);
      if (!(logLoss < Math.log(loss.atZero()))) {
        return;
      }
      double now =
          loss.inverse(logLoss)
              * Math.exp(-model.degree().orElseThrow() * Math.log(Vectors.norm(theta)));
      if (before > 0) {
        double rounding =
            new SmoothedMargin(loss, model.parameters(), model.degree().orElseThrow())
                .rounding(view.logNorm());
        fall = Math.max(fall, (before - now) / before - rounding);
      }
      before = now;
    }
  }
}
