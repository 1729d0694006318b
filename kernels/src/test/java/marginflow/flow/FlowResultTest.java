package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** An ending may be told in other words, or be that of an interrupted run; the state stays. */
final class FlowResultTest {

  @Test
  void anEndingIsToldInOtherWords() {
    Architecture net = Architectures.parse("linear:1-1", 1);
    Dataset data = new Dataset(Matrix.of(new double[][] {{1}}), new double[] {1});
    FlowResult end =
        Flow.run(
            Models.bind(net, data, KernelSelector.select("scalar", 1)),
            new double[] {0.5},
            new FlowSettings(
                Loss.EXPONENTIAL,
                Flow.integrators().getFirst(),
                1e-6,
                List.of(StopRule.logLoss(-5))),
            FlowObserver.NONE);
    FlowResult told = end.withMessage("other");
    assertEquals("other", told.message());
    assertEquals(Termination.HORIZON_REACHED, told.termination());
    FlowResult interrupted = end.interrupted("in its certificate");
    assertEquals(Termination.INTERRUPTED, interrupted.termination());
    assertEquals(end.message() + "; in its certificate", interrupted.message());
    assertArrayEquals(end.theta(), interrupted.theta());
    assertEquals(end.logLoss(), interrupted.logLoss());
    assertEquals(end.checkpoint(), interrupted.checkpoint());
  }
}
