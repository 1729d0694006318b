package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginflow.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a person says about data, and what comes back about them. */
class DataOptionsTest {

  private static final String ROWS = "1,2,3,no\n2,-1,4,yes\n3,5,-2,no\n4,1,1,yes\n5,2,2,no\n";

  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void whatWasRecognisedIsSaidAndKept() throws IOException {
    String data = write(",a,b,y\n" + ROWS);
    assertEquals(ExitCode.OK, flow("--data", data, "--json", "--out", path("run")));
    assertTrue(err.toString().contains("column 1: has no name"), err::toString);
    JsonNode result = json(out.toString());
    assertEquals(2, result.path("data").path("d").asInt(0));
    assertTrue(result.path("data").path("notes").get(0).asString("").contains("column 1"));
    JsonNode manifest = json(Files.readString(folder.resolve("run/manifest.json")));
    assertEquals(result.path("data").path("notes"), manifest.path("data").path("notes"));
  }

  @Test
  void quietSaysNothingButKeepsIt() throws IOException {
    String data = write(",a,b,y\n" + ROWS);
    assertEquals(ExitCode.OK, flow("--data", data, "--json", "--quiet", "--out", path("run")));
    assertEquals("", err.toString());
    assertEquals(1, json(out.toString()).path("data").path("notes").size());
  }

  @Test
  void columnsAreDropped() throws IOException {
    String data = write("id,a,b,y\n" + ROWS);
    assertEquals(
        ExitCode.OK,
        flow("--data", data, "--drop", "id", "--drop", "3", "--json", "--out", path("run")));
    assertEquals(1, json(out.toString()).path("data").path("d").asInt(0));
    assertEquals("", err.toString());
  }

  @Test
  void theDefaultCanBeSpelled() throws IOException {
    assertEquals(ExitCode.OK, flow("--data", "example:iris.csv", "--json", "--out", path("run")));
    assertEquals(100, json(out.toString()).path("data").path("n").asInt(0));
    assertTrue(err.toString().contains("setosa and versicolor"), err::toString);
  }

  @Test
  void whatNoStartSeparatesIsSaidAndInTheMessage() throws IOException {
    String data = write("a,b,y\n1,2,no\n1,2,yes\n3,1,no\n");
    assertEquals(ExitCode.OK, flow("--data", data, "--json", "--out", path("run")));
    assertTrue(err.toString().contains("no start separates these data: line 2 and line 3"));
    String message = json(out.toString()).path("message").asString("");
    assertTrue(message.contains("line 2 and line 3 are one point with both labels"), message);
    out.getBuffer().setLength(0);
    assertEquals(ExitCode.OK, flow("--data", data, "--out", path("text")));
    assertTrue(out.toString().contains("No start separates these data"), out::toString);
  }

  @Test
  void escapeSequencesStayInTheFile() throws IOException {
    String evil = "\u001b]0;x\u0007";
    String data = write("a,b,y\n1,2," + evil + "\n3,4,b\n5,6,c\n");
    assertEquals(ExitCode.BAD_DATA, flow("--data", data, "--out", path("run")));
    assertFalse(err.toString().contains("\u001b"), err::toString);
    assertTrue(err.toString().contains("\\x1b]0;x\\x07"), err::toString);
    err.getBuffer().setLength(0);
    assertEquals(ExitCode.USAGE, flow("--data", data, "--classes", evil + ",b", "--positive", "q"));
    assertFalse(err.toString().contains("\u001b"), err::toString);
  }

  private String write(String text) throws IOException {
    return Files.writeString(folder.resolve("d.csv"), text).toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static JsonNode json(String text) {
    return Json.read("document", text.getBytes(StandardCharsets.UTF_8));
  }

  private int flow(String... args) {
    List<String> all =
        new ArrayList<>(
            List.of("flow", "--net", "relu:auto-3-1", "--max-steps", "3", "--no-figures"));
    all.addAll(List.of(args));
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
