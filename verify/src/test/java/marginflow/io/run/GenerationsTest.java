package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginflow.io.BadDataException;
import marginflow.io.data.NpzArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of a run's two checkpoints it goes on from, and what is said of the other. */
class GenerationsTest {

  private final List<String> said = new ArrayList<>();
  private final RunFolder folder;

  GenerationsTest(@TempDir Path path) throws IOException {
    folder = RunFolder.create(path.resolve("run"), false);
    rows(10);
    EventFile.create(folder.file(RunFolder.EVENTS)).close();
  }

  @AfterEach
  void end() throws IOException {
    folder.close();
  }

  private void rows(int count) throws IOException {
    try (TraceFile trace = TraceFile.create(folder.file(RunFolder.TRACE))) {
      for (int k = 0; k < count; k++) {
        trace.append(RunCheckpointTest.LAST);
        trace.force();
      }
    }
  }

  private void write(String name, long step, long rows) throws IOException {
    folder.write(name, RunCheckpointTest.checkpoint(step, rows, 0).toBytes());
  }

  private Optional<Long> newest() throws IOException {
    return Generations.newest(folder, said::add).map(RunCheckpoint::step);
  }

  @Test
  void aRunThatHasNoneBeginsAnew() throws IOException {
    assertEquals(Optional.empty(), newest());
    assertEquals(Optional.empty(), Generations.otherLayout(folder));
  }

  @Test
  void theNewerOneIsUsedWhereBothAreSound() throws IOException {
    write(RunFolder.CHECKPOINT, 20, 10);
    write(RunFolder.CHECKPOINT_BEFORE, 10, 5);
    assertEquals(Optional.of(20L), newest());
    assertEquals(List.of(), said);
  }

  @Test
  void theOlderOneIsUsedWhereTheNewerIsDamaged() throws IOException {
    folder.write(RunFolder.CHECKPOINT, new byte[] {1, 2, 3});
    write(RunFolder.CHECKPOINT_BEFORE, 10, 5);
    assertEquals(Optional.of(10L), newest());
    assertEquals(1, said.size());
    assertTrue(said.getFirst().contains("goes on from its other checkpoint"), said::toString);
  }

  @Test
  void theOlderOneIsUsedWhereRowsOfTheNewerAreMissing() throws IOException {
    write(RunFolder.CHECKPOINT, 20, 11);
    write(RunFolder.CHECKPOINT_BEFORE, 10, 10);
    assertEquals(Optional.of(10L), newest());
    assertEquals(List.of(), said);
  }

  @Test
  void theNewerOneIsUsedWhereRowsOfBothAreMissingAndTheyAreNamed() throws IOException {
    write(RunFolder.CHECKPOINT, 20, 12);
    write(RunFolder.CHECKPOINT_BEFORE, 10, 11);
    assertEquals(Optional.of(20L), newest());
    assertEquals(1, said.size());
    assertTrue(
        said.getFirst().startsWith("trace.csv: expected 12 rows before the checkpoint, found 10"),
        said::toString);
    said.clear();
    folder.write(RunFolder.CHECKPOINT, RunCheckpointTest.checkpoint(20, 10, 3).toBytes());
    folder.remove(RunFolder.CHECKPOINT_BEFORE);
    assertEquals(Optional.of(20L), newest());
    assertTrue(
        said.getFirst().startsWith("events.csv: expected 3 rows before the checkpoint, found 0"),
        said::toString);
  }

  @Test
  void twoDamagedOnesAreRefused() throws IOException {
    folder.write(RunFolder.CHECKPOINT, new byte[] {1, 2, 3});
    folder.write(RunFolder.CHECKPOINT_BEFORE, new byte[0]);
    assertThrows(BadDataException.class, this::newest);
    assertEquals(Optional.empty(), Generations.otherLayout(folder));
  }

  @Test
  void anotherLayoutIsThatOfTheNewestOneThatIsSound() throws IOException {
    byte[] later = new NpzArchive.Builder().add("layout", new long[] {9}).toBytes();
    folder.write(RunFolder.CHECKPOINT, new byte[] {1, 2, 3});
    folder.write(RunFolder.CHECKPOINT_BEFORE, later);
    assertEquals(Optional.of(9L), Generations.otherLayout(folder));
    write(RunFolder.CHECKPOINT, 20, 10);
    assertEquals(Optional.empty(), Generations.otherLayout(folder));
  }
}
