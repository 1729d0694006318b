package marginflow.crosscheck.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import marginflow.array.Matrix;
import marginflow.crosscheck.flow.FlowRow.Judgement;
import marginflow.io.run.RowTable;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Slope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTrialTest {

  @TempDir Path folder;

  private static FlowTrial trial(double tolerance, boolean stopped) {
    return new FlowTrial(
        tolerance,
        () -> KernelSelector.select(KernelSelector.names().getFirst(), 1),
        () -> stopped);
  }

  /** Random problems with one path each: the integrator is on it, and no law is broken. */
  @ParameterizedTest
  @ValueSource(longs = {3, 6, 22, 51, 63, 68, 99, 102, 119, 128, 133, 136})
  void theIntegratorIsWhereItMustBe(long seed) {
    FlowRow row = trial(1e-6, false).row(seed).orElseThrow();
    assertEquals(Judgement.RIGHT, row.judgement(), row::toString);
  }

  /** One unit on two samples, which separates: the reference and all laws apply. */
  private static FlowProblem easy(double log10Loss) {
    return new FlowProblem(
        new FullyConnected(Slope.RELU, 2, 1, 1),
        Loss.EXPONENTIAL,
        1,
        new Dataset(Matrix.of(new double[][] {{1, 0.5}, {1, -0.25}}), new double[] {1, 1}),
        new double[] {0.5, 0.25, 0.5},
        log10Loss);
  }

  @Test
  void aGoodFlowIsRight() {
    FlowRow row = trial(1e-6, false).row(1, easy(-2)).orElseThrow();
    assertEquals(Judgement.RIGHT, row.judgement(), row::toString);
    assertTrue(row.figure("distance") < 1e-4, row::toString);
    assertTrue(row.figure(FlowLaw.SCALE) < 1e-10, row::toString);
    assertEquals(-2, row.figure("log10_loss"), 1e-3);
  }

  @Test
  void aFlowThatIsStoppedIsNoRow() {
    assertEquals(Optional.empty(), trial(1e-6, true).row(1, easy(-2)));
  }

  @Test
  void aCheckGoesOnAndWritesTheSameRows() throws IOException {
    Path whole = folder.resolve("whole.csv");
    Path parts = folder.resolve("parts.csv");
    long first = 2;
    assertEquals(
        2,
        new FlowCheck(trial(1e-6, false), new RowTable<>(whole, FlowRow.TABLE))
            .run(first, 2, 1, k -> {}));
    assertEquals(
        1,
        new FlowCheck(trial(1e-6, false), new RowTable<>(parts, FlowRow.TABLE))
            .run(first, 1, 1, k -> {}));
    // What a killed writer leaves: half a row.
    Files.writeString(parts, Files.readString(parts) + "3,right,re");
    assertEquals(
        1,
        new FlowCheck(trial(1e-6, false), new RowTable<>(parts, FlowRow.TABLE))
            .run(first, 2, 2, k -> {}));
    assertEquals(Files.readString(whole), Files.readString(parts));
    assertFalse(
        new FlowCheckSummary(new RowTable<>(whole, FlowRow.TABLE).rows(FlowCheck.seeds(first, 2)))
            .rows()
            .isEmpty());
  }
}
