package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import marginflow.io.BadDataException;
import marginflow.io.run.FaultyDisk.Fault;
import marginflow.io.run.FaultyDisk.Left;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @TempDir private Path folder = Path.of("");

  private static Set<String> names(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void overwritingRemovesTheRunAndLeavesFilesOfOthers() throws IOException {
    for (String name :
        new String[] {
          RunFolder.MANIFEST,
          RunFolder.TRACE,
          RunFolder.CHECKPOINT_BEFORE,
          RunFolder.SAMPLE_TABLE,
          ".final.npz.part",
          "mine.txt"
        }) {
      Files.writeString(folder.resolve(name), name);
    }
    Files.createDirectory(folder.resolve(RunFolder.PLOTS));
    for (String name : new String[] {"loss.svg", "old.png", ".a.svg.part", "mine.pdf"}) {
      Files.writeString(folder.resolve(RunFolder.PLOTS).resolve(name), name);
    }
    FolderException refused =
        assertThrows(FolderException.class, () -> RunFolder.create(folder, false));
    assertTrue(String.valueOf(refused.getMessage()).contains("--overwrite"), refused::getMessage);
    RunFolder.create(folder, true).close();
    assertEquals(Set.of("mine.txt", "plots"), names(folder));
    assertEquals(Set.of("mine.pdf"), names(folder.resolve(RunFolder.PLOTS)));
  }

  @Test
  void onlyAFolderWithAManifestIsOpened() throws IOException {
    assertThrows(BadDataException.class, () -> RunFolder.open(folder));
    Files.writeString(folder.resolve(RunFolder.MANIFEST), "{}");
    try (RunFolder run = RunFolder.open(folder)) {
      assertEquals(folder, run.path());
      assertThrows(FolderException.class, () -> RunFolder.open(folder), "it is held");
      assertTrue(run.has(RunFolder.MANIFEST));
      assertEquals(2, run.read(RunFolder.MANIFEST).content().length);
      run.write(RunFolder.FINAL, new byte[] {1});
      assertEquals("final.npz.damaged", run.setAside(RunFolder.FINAL));
      assertFalse(run.has(RunFolder.FINAL));
      run.remove("final.npz.damaged");
    }
    assertEquals(Set.of(RunFolder.MANIFEST), names(folder));
  }

  @Test
  void numberedFoldersAreHeldAndWhatCannotBeMadeIsSaid() throws IOException {
    try (RunFolder first = RunFolder.createNumbered(folder, "a")) {
      assertEquals(folder.resolve("a-001"), first.path());
    }
    Files.writeString(folder.resolve("file"), "");
    assertThrows(
        FolderException.class, () -> RunFolder.createNumbered(folder.resolve("file"), "a"));
    assertThrows(FolderException.class, () -> RunFolder.create(folder.resolve("file"), false));
  }

  @Test
  void roomIsTakenAsFarAsAskedAndGivenBack() throws IOException {
    try (RunFolder run = RunFolder.create(folder, false)) {
      long bytes = (5L << 20) / 2;
      run.reserve(bytes);
      assertEquals(bytes, Files.size(folder.resolve(".reserve")));
      run.release();
      assertFalse(Files.exists(folder.resolve(".reserve")));
      run.reserve(0);
      assertEquals(0, Files.size(folder.resolve(".reserve")));
    }
    assertEquals(Set.of(), names(folder));
  }

  /** Whenever a process or a machine ends: one whole checkpoint is there, and no older than two. */
  @Test
  void aCheckpointIsAlwaysThere() throws IOException {
    byte[][] states = {{1}, {2, 2}, {3, 3, 3}};
    int calls = checkpoints(new FaultyDisk(place("sound"), -1, Fault.FAIL), "sound", states);
    for (int at = 0; at < calls - 1; at++) { // the last deletes what was set aside
      String name = "end" + at;
      FaultyDisk disk = new FaultyDisk(place(name), at, Fault.END);
      int[] written = {0};
      assertThrows(FaultyDisk.Ended.class, () -> write(disk, name, states, written));
      for (Map.Entry<Left, Map<Path, byte[]>> left : disk.left().entrySet()) {
        String when = "call %d, left %s".formatted(at, left.getKey());
        byte[] newest = left.getValue().get(Path.of(RunFolder.CHECKPOINT));
        byte[] before = left.getValue().get(Path.of(RunFolder.CHECKPOINT_BEFORE));
        int length = newest != null ? newest.length : before != null ? before.length : 0;
        assertTrue(length >= written[0], when + ", length " + length);
        assertTrue(length == 0 || length <= states.length, when);
      }
    }
    assertArrayEquals(states[2], Files.readAllBytes(folder.resolve("sound/checkpoint.npz")));
    assertArrayEquals(states[1], Files.readAllBytes(folder.resolve("sound/checkpoint-before.npz")));
  }

  private Path place(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private int checkpoints(FaultyDisk disk, String name, byte[][] states) throws IOException {
    write(disk, name, states, new int[1]);
    return disk.calls();
  }

  private void write(FaultyDisk disk, String name, byte[][] states, int[] written)
      throws IOException {
    ScopedValue.where(Disk.LAYER, disk)
        .call(() -> {
          RunFolder run = RunFolder.create(folder.resolve(name), true);
          try {
            for (byte[] state : states) {
              run.writeCheckpoint(state);
              written[0]++;
            }
          } finally {
            releaseLock(run);
          }
          return run;
        });
  }

  /** A process that ends leaves its lock; this one goes on, and so lets go of it. */
  private static void releaseLock(RunFolder run) throws IOException {
    try {
      run.close();
    } catch (FaultyDisk.Ended ended) {
      // The lock is closed first of all that is tried.
    }
  }
}
