package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginflow.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command of the worked example ends where {@code docs/theory.md} computes it by hand. */
class WorkedExampleTest {

  private static final Path DOCS = Path.of("../docs").toAbsolutePath().normalize();

  /** The command, which the page breaks over two lines. */
  private static final Pattern COMMAND =
      Pattern.compile("(?s)\\./marginflow (flow --data docs/example.*?) --out \\S+");

  /** Rounding of a margin and of multipliers; the direction itself is known to the tolerance. */
  private static final double ROUNDING = 1e-12;

  @TempDir private Path folder = Path.of("");

  @Test
  void theFlowEndsWhereThePageSays() throws IOException {
    String page = Files.readString(DOCS.resolve("theory.md"));
    Matcher command = COMMAND.matcher(page);
    assertTrue(command.find(), "the page has a command");
    StringWriter out = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(new StringWriter()))
            .execute(arguments(command.group(1)).toArray(String[]::new));
    assertEquals(ExitCode.OK, code);
    assertTrue(out.toString().contains("normalized margin 0.2"), out::toString);

    JsonNode result = Json.read("result", Files.readAllBytes(folder.resolve("run/result.json")));
    JsonNode certificate = result.get("certificate");
    assertEquals("global-optimum", certificate.get("verdict").asString());
    assertEquals(0.2, certificate.get("normalized_margin").asDouble(), ROUNDING);
    assertEquals(1, certificate.get("escape_rate").asDouble(), ROUNDING);
    for (JsonNode lambda : certificate.get("lambda")) {
      assertEquals(1.25, lambda.asDouble(), ROUNDING);
    }
    assertEquals(2, result.get("events").get("slides").asInt());
    assertEquals(2, result.get("events").get("sliding_at_end").asInt());
    assertEquals(0, result.get("events").get("crossings").asInt());
  }

  private List<String> arguments(String command) {
    String paths = command.replace("docs/", DOCS + "/").replace("\\\n", " ");
    return List.of(
        (paths.strip() + " --no-figures --quiet --out " + folder + "/run").split("\\s+"));
  }
}
