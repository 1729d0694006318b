package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedFolderTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void theFirstNumberThatIsFreeIsTaken() throws IOException {
    Path runs = folder.resolve("results/runs");
    assertEquals(runs.resolve("a-001"), NumberedFolder.make(runs, "a"));
    Files.createFile(runs.resolve("a-002"));
    assertEquals(runs.resolve("a-003"), NumberedFolder.make(runs, "a"));
    assertEquals(runs.resolve("b-001"), NumberedFolder.make(runs, "b"));
    assertEquals(
        List.of(runs.resolve("a-001"), runs.resolve("a-002"), runs.resolve("a-003")),
        NumberedFolder.there(runs, "a"));
  }

  @Test
  void namesAreOfDataAndNetwork() {
    assertEquals("iris-relu-4-20-1", NumberedFolder.name("example:iris.csv", "relu:4-20-1"));
    assertEquals("standard-input-linear-2-1", NumberedFolder.name("-", "linear:2-1"));
    assertEquals(
        "my-data-leaky-relu-0.5-auto-width-1",
        NumberedFolder.name("/x/My Data.tar.gz", "leaky-relu(0.5):auto-{width}-1"));
  }

  @Test
  void lettersDigitsAndPointsStayAndAllElseIsOneHyphen() {
    assertEquals("az09-n-a-.b", NumberedFolder.name("AZ09.csv", "n`{a}/:.b"));
    assertEquals("x-y-n", NumberedFolder.name("x@@y", "n"));
    assertEquals(".csv-n", NumberedFolder.name("d/.csv", "n"));
  }

  /** What is written into it is not lost with the name of the folder. */
  @Test
  void theFolderIsOnTheDiskBeforeAnythingInIt() throws IOException {
    FaultyDisk disk = new FaultyDisk(folder, -1, FaultyDisk.Fault.FAIL);
    ScopedValue.where(Disk.LAYER, disk)
        .call(() -> {
          Path made = NumberedFolder.make(folder, "a");
          disk.replace(made.resolve("f"), "text");
          return made;
        });
    assertTrue(disk.left(FaultyDisk.Left.FORCED).containsKey(Path.of("a-001", "f")));
  }
}
