package marginflow.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import marginflow.io.run.FlowState;
import marginflow.io.run.Quantity;
import marginflow.io.run.RunSettings.Stops;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  @Test
  void aRunGoneOnWithCountsOnlyWhatThisProcessDid() throws IOException {
    ProgressLine line = line(1_000_000, OptionalDouble.empty());
    show(line, state(1000, -999).with(Quantity.KKT_RESIDUAL, 1e-3));
    // Half of the way in the logarithm was behind us, a sixth of it took ten seconds.
    assertEquals(
        "flow: step 1100, log10 loss -9999, margin 0.5, KKT residual 0.001, 10 steps/s,"
            + " about 20 s left",
        line.line(state(1100, -9_999), 10));
  }

  @Test
  void theFirstLimitIsTheEnd() throws IOException {
    ProgressLine bySteps = line(120, OptionalDouble.empty());
    show(bySteps, state(0, -1));
    assertEquals(
        "flow: step 100, log10 loss -1.00, margin 0.5, 10 steps/s, about 2 s left",
        bySteps.line(state(100, -1), 10));
    ProgressLine bySeconds = line(1_000_000, OptionalDouble.of(13));
    show(bySeconds, state(0, -1));
    assertEquals(
        "flow: step 100, log10 loss -1.00, margin 0.5, 10 steps/s, about 3 s left",
        bySeconds.line(state(100, -1), 10));
  }

  private static void show(ProgressLine line, FlowState state) throws IOException {
    line.show(state, 0, number -> "");
  }

  private static ProgressLine line(long maxSteps, OptionalDouble maxSeconds) {
    return new ProgressLine(
        Progress.on(new PrintWriter(new StringWriter()), true),
        Optional.empty(),
        new Stops(-999_999, OptionalDouble.empty(), maxSteps, maxSeconds));
  }

  private static FlowState state(long step, double log10Loss) {
    return FlowState.UNKNOWN
        .with(Quantity.STEP, (double) step)
        .with(Quantity.LOG10_LOSS, log10Loss)
        .with(Quantity.NORMALIZED_MARGIN, 0.5);
  }
}
