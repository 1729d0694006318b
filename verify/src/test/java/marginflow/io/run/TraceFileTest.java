package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import marginflow.io.BadDataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {

  @TempDir private Path folder = Path.of("");

  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("trace.csv");
  }

  @Test
  void rowsAreReadAsTheyWereWritten() throws IOException {
    try (TraceFile trace = TraceFile.create(file)) {
      trace.append(RunCheckpointTest.LAST);
      trace.flush();
      assertEquals(1, TraceFile.read(file).size());
      trace.append(RunCheckpointTest.LAST.with(Quantity.KKT_RESIDUAL, 0.5));
      assertEquals(2, trace.rows());
      trace.force();
    }
    List<FlowState> rows = TraceFile.read(file);
    assertEquals(
        List.of(RunCheckpointTest.LAST, RunCheckpointTest.LAST.with(Quantity.KKT_RESIDUAL, 0.5)),
        rows);
    assertEquals(OptionalDouble.of(0.5), rows.get(1).find(Quantity.KKT_RESIDUAL));
    assertEquals(2, TraceFile.count(file));
    try (TraceFile again = TraceFile.resume(file, 1)) {
      assertEquals(1, again.rows());
    }
    assertEquals(1, TraceFile.count(file));
  }

  @Test
  void wrongLinesAreRefusedByTheirNumber() throws IOException {
    TraceFile.create(file).close();
    String header = Files.readString(file);
    for (String line : List.of("1,2", "x" + ",1".repeat(18), "1" + ",y".repeat(18))) {
      Files.writeString(file, header + line + "\n");
      BadDataException refused = assertThrows(BadDataException.class, () -> TraceFile.read(file));
      assertTrue(String.valueOf(refused.getMessage()).contains("line 2"), refused::getMessage);
    }
    Files.writeString(file, "another\n");
    assertTrue(refusal().endsWith("found others"), this::refusal);
    Files.writeString(file, "");
    assertTrue(refusal().endsWith("found nothing"), this::refusal);
  }

  private String refusal() {
    return assertThrows(BadDataException.class, () -> TraceFile.read(file)).getMessage();
  }

  /** Every step at first, then 2,000 for each factor e, by the step's number alone. */
  @Test
  void stepsAreThinnedEvenlyInTheirLogarithm() {
    assertTrue(LongStream.rangeClosed(0, 10_000).allMatch(TraceFile::keeps));
    double factor = Math.E;
    for (long from : new long[] {20_000, 200_000}) {
      long kept = LongStream.range(from, (long) (factor * from)).filter(TraceFile::keeps).count();
      assertTrue(Math.abs(kept - 2000) <= 1, "kept " + kept);
    }
    assertFalse(LongStream.rangeClosed(10_001, 10_004).allMatch(TraceFile::keeps));
  }
}
