package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class SweepCommandTest {

  /** Two runs differ in the seconds, the last column but one. */
  private static final String SECONDS = ",[^,]*,(?=[^,]*$)";

  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theTableDoesNotDependOnThreadsAndIsGoneOnWith() throws IOException {
    String[] all = {"--net", "linear:4-{width}-1", "--widths", "1,2", "--seeds", "1..3"};
    assertEquals(ExitCode.OK, sweep("one", all));
    assertEquals(ExitCode.OK, sweep("half", "--net", "linear:4-{width}-1", "--widths", "2"));
    List<String> half = rows("half");
    assertEquals(1, half.size());
    assertEquals(ExitCode.OK, sweep("half", with(all, "--threads", "2")));
    assertEquals(without(rows("one")), without(rows("half")));
    assertTrue(rows("half").contains(half.getFirst()), "the row done is not run again");
  }

  @Test
  void aCellThatCannotBeRunIsNamedAndTheOthersGoOn() throws IOException {
    assertEquals(
        ExitCode.CHECK_FAILED,
        sweep(
            "bad",
            "--net",
            "leaky-relu({slope}):4-2-1",
            "--slopes",
            "1.5,0.5",
            "--losses",
            "exp,logistic",
            "--json"));
    JsonNode document = Json.read("stdout", out.toString().getBytes(StandardCharsets.UTF_8));
    assertEquals("marginflow.sweep/1", document.path("schema").asString(""));
    assertEquals(4, document.path("cells").asInt(0));
    assertEquals(2, document.path("done").asInt(0));
    assertTrue(
        document.path("failed").path(0).path("reason").asString("").contains("1.5 is not in"));
    assertTrue(Files.size(folder.resolve("bad/margins.svg")) > 0);
  }

  @Test
  void aFolderOfAnotherSweepAndAxesWithoutAPlaceAreRefused() throws IOException {
    assertEquals(ExitCode.OK, sweep("a", "--net", "linear:4-1-1"));
    assertEquals(ExitCode.USAGE, sweep("a", "--net", "linear:4-1-1", "--tolerance", "1e-5"));
    assertTrue(err.toString().contains("a sweep of other data or other settings"), err::toString);
    assertEquals(ExitCode.USAGE, sweep("b", "--net", "linear:4-1-1", "--widths", "2"));
    assertTrue(err.toString().contains("--widths: expected {width} in --net"), err::toString);
    assertEquals(ExitCode.USAGE, sweep("b", "--net", "linear:4-{width}-1"));
    assertEquals(ExitCode.USAGE, sweep("b", "--seeds", "3..1"));
    assertEquals(ExitCode.USAGE, sweep("b", "--threads", "0"));
  }

  @Test
  void seedsAreRangesAndNumbers() {
    assertEquals(List.of(1L, 5L, 7L, 8L), SweepCommand.numbers("1,5,7..8"));
    assertThrows(IllegalArgumentException.class, () -> SweepCommand.numbers("1..x"));
  }

  private List<String> rows(String name) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(name).resolve("sweep.csv"));
    return lines.subList(1, lines.size());
  }

  private static List<String> without(List<String> rows) {
    return rows.stream().map(row -> row.replaceAll(SECONDS, ",")).toList();
  }

  private static String[] with(String[] words, String... more) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private int sweep(String name, String... options) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err, true));
    List<String> words = new ArrayList<>(List.of("sweep", "--quiet"));
    words.addAll(List.of("--until-log10-loss", "-100", "--out"));
    words.add(folder.resolve(name).toString());
    words.addAll(List.of(options));
    return line.execute(words.toArray(String[]::new));
  }
}
