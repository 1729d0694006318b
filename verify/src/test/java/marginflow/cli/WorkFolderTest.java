package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import marginflow.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.node.ObjectNode;

class WorkFolderTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void theFolderOfTheSameSettingsIsGoneOnWithAndOthersGetANumber() throws IOException {
    assertEquals("a-001", numbered(1e-6));
    assertEquals("a-001", numbered(1e-6));
    assertEquals("a-002", numbered(1e-6 * (1 + 1e-15)), "settings are compared to the last bit");
    assertEquals("a-001", numbered(1e-6));
  }

  @Test
  void theKeysThatDifferAreNamed() throws IOException {
    WorkFolder.take(folder, description(1), common()).close();
    ObjectNode other = description(2).settings();
    other.put("kernel", "scalar");
    ParameterException refused =
        assertThrows(
            ParameterException.class,
            () ->
                WorkFolder.take(
                    folder, new WorkFolder.Description("it.json", "check", other), common()));
    assertTrue(
        String.valueOf(refused.getMessage())
            .endsWith(
                "holds another check: kernel is absent there and \"scalar\" here;"
                    + " stops.tolerance is 1 there and 2 here"),
        refused.getMessage());
  }

  private String numbered(double tolerance) throws IOException {
    Path path = WorkFolder.numbered(folder, "a", description(tolerance));
    WorkFolder.take(path, description(tolerance), common()).close();
    return String.valueOf(path.getFileName());
  }

  private static WorkFolder.Description description(double tolerance) {
    ObjectNode settings = Json.object();
    settings.putObject("stops").put("tolerance", tolerance);
    return new WorkFolder.Description("it.json", "check", settings);
  }

  private static CommonOptions common() {
    Tool tool = new Tool();
    new CommandLine(tool);
    return tool.common;
  }

  @Command(name = "tool")
  private static final class Tool {
    @Mixin private final CommonOptions common = new CommonOptions();
  }
}
