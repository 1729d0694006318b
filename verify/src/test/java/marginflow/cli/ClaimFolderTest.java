package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import marginflow.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ClaimFolderTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void aResultOfTheSameFiguresIsLeftAlone() throws IOException {
    Path file = folder.resolve("result.json");
    ClaimFolder.writeResult(result("margin = 1", 2), file);
    String first = Files.readString(file);
    ClaimFolder.writeResult(result("margin = 1", 3), file);
    assertEquals(first, Files.readString(file));
    ClaimFolder.writeResult(result("margin = 2", 3), file);
    assertEquals(Json.text(result("margin = 2", 3)), Files.readString(file));
  }

  private static ObjectNode result(String found, double seconds) {
    ObjectNode node = Json.object();
    node.put("found", found);
    node.put("seconds", seconds);
    node.put("holds", true);
    return node;
  }
}
