package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import marginflow.io.run.Disk;
import marginflow.io.run.FaultyDisk;
import marginflow.io.run.FaultyDisk.Fault;
import marginflow.io.run.FaultyDisk.Left;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFoldersTest {

  private static final Path TRACE = Path.of("runs", "a", "trace.csv");
  private static final Path FIGURE = Path.of("runs", "a", "plots", "loss.svg");

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void shard() throws IOException {
    write(folder.resolve("shard"), Map.of(Path.of("a", "trace.csv"), bytes("step\n1\n")));
    write(folder.resolve("shard"), Map.of(Path.of("a", "plots", "loss.svg"), bytes("<svg/>")));
    write(folder.resolve("shard"), Map.of(Path.of("b", "trace.csv"), bytes("step\n")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Path tree, Map<Path, byte[]> files) throws IOException {
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      Path path = tree.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private void gather(Path tree, Disk disk) throws IOException {
    ScopedValue.where(Disk.LAYER, disk)
        .call(() -> {
          RunFolders.gather(folder.resolve("shard"), tree.resolve("runs"), "a"::equals);
          return tree;
        });
  }

  @Test
  void whatIsThereAlreadyIsLeftAlone() throws IOException {
    Path tree = folder.resolve("merged");
    write(tree, Map.of(TRACE, bytes("kept")));
    gather(tree, Disk.here());
    assertEquals("kept", Files.readString(tree.resolve(TRACE)));
    assertFalse(Files.exists(tree.resolve(FIGURE)));
    RunFolders.gather(folder.resolve("nowhere"), tree.resolve("runs"), name -> true);
    assertArrayEquals(new String[] {"a"}, tree.resolve("runs").toFile().list());
  }

  /** A run folder that has its name is whole, whenever the copying ended. */
  @Test
  void aFolderIsThereAsAWholeOrNotAtAll() throws IOException {
    Path whole = Files.createDirectories(folder.resolve("whole"));
    FaultyDisk sound = new FaultyDisk(whole, -1, Fault.FAIL);
    gather(whole, sound);
    assertTrue(sound.left(Left.FORCED).containsKey(FIGURE), "forced with its name");
    for (int at = 0; at < sound.calls(); at++) {
      for (Fault fault : Fault.values()) {
        Path tree = Files.createDirectories(folder.resolve(fault + "" + at));
        FaultyDisk disk = new FaultyDisk(tree, at, fault);
        try {
          gather(tree, disk);
        } catch (IOException | FaultyDisk.Ended wrong) {
          // What is left is what this is about.
        }
        for (Map.Entry<Left, Map<Path, byte[]>> left : disk.left().entrySet()) {
          String when = "call %d, %s, left %s".formatted(at, fault, left.getKey());
          if (left.getValue().keySet().stream().anyMatch(file -> file.startsWith("runs/a"))) {
            assertWhole(left.getValue(), when);
          }
          Path again = Files.createDirectories(folder.resolve(fault + "" + at + left.getKey()));
          write(again, left.getValue());
          gather(again, Disk.here());
          assertArrayEquals(
              new String[] {"plots", "trace.csv"}, names(again.resolve("runs").resolve("a")), when);
          assertArrayEquals(
              Files.readAllBytes(whole.resolve(FIGURE)), Files.readAllBytes(again.resolve(FIGURE)));
          assertArrayEquals(
              Files.readAllBytes(whole.resolve(TRACE)), Files.readAllBytes(again.resolve(TRACE)));
        }
      }
    }
    assertTrue(sound.calls() > 12, "calls " + sound.calls());
  }

  private static void assertWhole(Map<Path, byte[]> files, String when) {
    assertArrayEquals(bytes("step\n1\n"), files.get(TRACE), when);
    assertArrayEquals(bytes("<svg/>"), files.get(FIGURE), when);
  }

  private static String[] names(Path place) {
    String[] names = place.toFile().list();
    Arrays.sort(names);
    return names;
  }
}
