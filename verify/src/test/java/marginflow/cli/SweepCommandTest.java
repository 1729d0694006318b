package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginflow.io.Json;
import marginflow.sweep.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class SweepCommandTest {

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
    assertEquals(rows("one"), rows("half"));
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
    assertTrue(
        err.toString()
            .contains("this folder holds another sweep: tolerance is 1e-6 there and 1e-5 here"),
        err::toString);
    assertEquals(ExitCode.USAGE, sweep("a", "--net", "linear:4-1-1", "--standardize"));
    assertTrue(err.toString().contains("data.standardize is false there"), err::toString);
    assertEquals(ExitCode.USAGE, sweep("b", "--net", "linear:4-1-1", "--widths", "2"));
    assertTrue(err.toString().contains("--widths: expected {width} in --net"), err::toString);
    assertEquals(ExitCode.USAGE, sweep("b", "--net", "linear:4-{width}-1"));
    assertEquals(ExitCode.USAGE, sweep("b", "--seeds", "3..1"));
    assertEquals(ExitCode.USAGE, sweep("b", "--threads", "0"));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Process.destroy is no signal there")
  void oneProcessAtATimeWorksInAFolder() throws Exception {
    Process first = start("both", "--net", "relu:4-20-1", "--seeds", "1..5000");
    String[] some = {"--net", "relu:4-20-1", "--seeds", "1..3"};
    try {
      waitForRow(first);
      assertEquals(ExitCode.USAGE, sweep("both", some));
      assertTrue(
          err.toString().contains("both: process " + first.pid() + " is working in this folder"),
          err::toString);
      first.toHandle().destroy();
      assertEquals(ExitCode.INTERRUPTED, first.waitFor());
    } finally {
      first.destroyForcibly();
    }
    List<String> kept = Files.readAllLines(folder.resolve("both/rows.csv"));
    assertEquals(ExitCode.OK, sweep("both", some));
    assertEquals(3, rows("both").size());
    assertTrue(
        Files.readAllLines(folder.resolve("both/rows.csv")).containsAll(kept),
        "rows of the first are kept");
  }

  private void waitForRow(Process process) throws Exception {
    Path table = folder.resolve("both/rows.csv");
    while (!Files.exists(table) || Files.readAllLines(table).size() < 2) {
      assertTrue(process.isAlive(), "the sweep ended before it could be disturbed");
      Thread.sleep(10);
    }
  }

  private Process start(String name, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp"));
    command.add(
        System.getProperty("jdk.module.path", "")
            + File.pathSeparator
            + System.getProperty("java.class.path", ""));
    command.add(Main.class.getName());
    command.addAll(words(name, options));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void seedsAreRangesAndNumbers() {
    assertEquals(new Values.Listed(List.of("1", "5", "7", "8")), SweepSource.seeds("1,5,7..8"));
    assertEquals(new Values.Range(1, 8), SweepSource.seeds("1..8"));
    assertThrows(IllegalArgumentException.class, () -> SweepSource.seeds("1..x"));
  }

  private List<String> rows(String name) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(name).resolve("table.csv"));
    return lines.subList(1, lines.size());
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
    return line.execute(words(name, options).toArray(String[]::new));
  }

  private List<String> words(String name, String... options) {
    List<String> words = new ArrayList<>(List.of("sweep", "--quiet"));
    words.addAll(List.of("--until-log10-loss", "-100", "--out"));
    words.add(folder.resolve(name).toString());
    words.addAll(List.of(options));
    return words;
  }
}
