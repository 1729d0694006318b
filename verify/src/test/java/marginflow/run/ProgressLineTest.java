package marginflow.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import marginflow.io.run.Drift;
import marginflow.io.run.RunSettings.Stops;
import marginflow.io.run.TraceFile;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  @Test
  void aRunGoneOnWithCountsOnlyWhatThisProcessDid() throws IOException {
    ProgressLine line = line(1_000_000, OptionalDouble.empty());
    show(line, row(1000, -999, 1e-3));
    // Half of the way in the logarithm was behind us, a sixth of it took ten seconds.
    assertEquals(
        "flow: step 1100, log10 loss -9999, margin 0.5, KKT residual 0.001, 10 steps/s,"
            + " about 20 s left",
        line.line(row(1100, -9_999, Double.NaN), 10));
  }

  @Test
  void theFirstLimitIsTheEnd() throws IOException {
    ProgressLine bySteps = line(120, OptionalDouble.empty());
    show(bySteps, row(0, -1, Double.NaN));
    assertEquals(
        "flow: step 100, log10 loss -1.00, margin 0.5, 10 steps/s, about 2 s left",
        bySteps.line(row(100, -1, Double.NaN), 10));
    ProgressLine bySeconds = line(1_000_000, OptionalDouble.of(13));
    show(bySeconds, row(0, -1, Double.NaN));
    assertEquals(
        "flow: step 100, log10 loss -1.00, margin 0.5, 10 steps/s, about 3 s left",
        bySeconds.line(row(100, -1, Double.NaN), 10));
  }

  private static void show(ProgressLine line, TraceFile.Row row) throws IOException {
    line.show(row, 0, number -> "");
  }

  private static ProgressLine line(long maxSteps, OptionalDouble maxSeconds) {
    return new ProgressLine(
        Progress.on(new PrintWriter(new StringWriter()), true),
        Optional.empty(),
        new Stops(-999_999, OptionalDouble.empty(), maxSteps, maxSeconds));
  }

  private static TraceFile.Row row(long step, double log10Loss, double kkt) {
    return new TraceFile.Row(
        step, 0, 0, 0, log10Loss, 0.5, 0.5, kkt, 0.1, 1, Drift.NONE, 0, 0, 0, 0, 0, 0, 0);
  }
}
