package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.network.layered.Models;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Samples c times as large, flowed from a start {@code c^(-1/L)} times as large, do what the
 * samples themselves do.
 */
class ScaleTest {

  @ParameterizedTest
  @CsvSource({
    "linear:3-4-1, 1e-120",
    "linear:3-4-1, 1e90",
    "relu:3-8-1, 1e-100",
    "relu:3-8-1, 1e-20",
    "relu:3-8-1, 1e20",
    "relu:3-8-1, 1e100",
    "relu:3-5-4-1, 1e-60",
    "relu:3-5-4-1, 1e60"
  })
  void theSizeOfTheSamplesIsAUnit(String spec, double size) {
    FlowResult expected = run(spec, 1);
    FlowResult found = run(spec, size);
    assertEquals(Termination.HORIZON_REACHED, found.termination(), found.message());
    double margin = expected.normalizedMargin();
    assertEquals(margin, found.normalizedMargin() / size, 1e-4 * margin);
    assertTrue(found.statistics().evaluations() < 1.2 * expected.statistics().evaluations());
    assertEquals(
        expected.statistics().crossings(), found.statistics().crossings(), spec + " " + size);
  }

  private static FlowResult run(String spec, double size) {
    double[][] x = new double[16][];
    double[] y = new double[16];
    for (int i = 0; i < 16; i++) {
      y[i] = i < 8 ? 1 : -1;
      double[] row = {y[i] + Math.sin(3 * i), 2 * y[i] + Math.cos(5 * i), Math.sin(i)};
      x[i] = Arrays.stream(row).map(v -> v * size).toArray();
    }
    Architecture net = Architectures.parse(spec);
    double start = 0.1 * Math.pow(size, -1.0 / net.degree().orElseThrow());
    return Flow.run(
        Models.bind(net, new Dataset(Matrix.of(x), y), KernelSelector.select("scalar", 1)),
        Initialisation.gaussian(net, 2, start),
        new FlowSettings(
            Loss.EXPONENTIAL,
            LongHorizon.NAME,
            1e-6,
            List.of(StopRule.logLoss(-1e3 * Math.log(10)), StopRule.steps(5_000))),
        FlowObserver.NONE);
  }
}
