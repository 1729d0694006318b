package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A checkpoint taken by an observer at any step leads to the next step's checkpoint, every bit:
 * what {@link LongHorizonState} saves and restores is all there is.
 */
class CheckpointTest {

  private static final Dataset DATA =
      new Dataset(
          Matrix.of(
              new double[][] {
                {1, 0.5, 0.2}, {-1, 0.25, 0.1}, {0.5, -1, 0.3}, {-0.75, -1, 0.4}, {0.9, -0.2, -1}
              }),
          new double[] {1, -1, 1, -1, -1});

  @ParameterizedTest
  @ValueSource(strings = {"relu:3-12-1", "linear:3-4-1", "linear:3-4-3-1"})
  void anyStepLeadsToTheNext(String spec) {
    Architecture net = Architectures.parse(spec);
    double[] theta0 = Initialisation.gaussian(net, 3, 0.1);
    List<Checkpoint> whole = new ArrayList<>();
    Flow.run(
        Models.bind(net, DATA, KernelSelector.select()),
        theta0,
        settings(StopRule.logLoss(-1e4), StopRule.steps(400)),
        keepingAll(whole));
    for (int k = 0; k + 1 < whole.size(); k++) {
      List<Checkpoint> part = new ArrayList<>();
      Flow.resume(
          Models.bind(net, DATA, KernelSelector.select()),
          whole.get(k),
          settings(StopRule.logLoss(-1e4), StopRule.steps(k + 1)),
          keepingAll(part));
      assertSame(whole.get(k + 1), part.getLast(), spec + ", step " + (k + 1));
    }
  }

  private static void assertSame(Checkpoint expected, Checkpoint found, String where) {
    assertEquals(bits(expected.reals()), bits(found.reals()), where);
    assertArrayEquals(expected.integers(), found.integers(), where);
  }

  private static List<Long> bits(double[] values) {
    List<Long> bits = new ArrayList<>();
    for (double value : values) {
      bits.add(Double.doubleToLongBits(value));
    }
    return bits;
  }

  private static FlowSettings settings(StopRule... stops) {
    return new FlowSettings(Loss.EXPONENTIAL, LongHorizon.NAME, 1e-6, List.of(stops));
  }

  private static FlowObserver keepingAll(List<Checkpoint> kept) {
    return new FlowObserver() {
      @Override
      public void accepted(FlowView view) {
        kept.add(view.checkpoint());
      }
    };
  }
}
