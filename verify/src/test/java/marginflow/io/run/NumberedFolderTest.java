package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
