package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The same description ends with the same bytes, whoever runs it and whatever happens to them. */
class SweepEnginesTest {

  private static final String DESCRIPTION =
      """
      data: {random: {n: [4, 5], d: 2, seed: 1..SEEDS}}
      net: "relu:auto-{width}-1"
      width: [2, 3]
      seed: data
      until: {log10_loss: -100}
      keep: [row, weights]
      where: {width: 3}
      """;

  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void describe() throws IOException {
    Files.writeString(folder.resolve("few.yaml"), DESCRIPTION.replace("SEEDS", "5"));
    Files.writeString(folder.resolve("many.yaml"), DESCRIPTION.replace("SEEDS", "50"));
  }

  @Test
  void shardsEndWithTheBytesOfOneProcess() throws IOException {
    assertEquals(ExitCode.OK, sweep("few.yaml", "--out", at("one"), "--threads", "1"));
    assertEquals(ExitCode.OK, sweep("few.yaml", "--out", at("two"), "--threads", "2"));
    assertSame("one", "two");
    assertEquals(ExitCode.OK, sweep("few.yaml", "--out", at("parts"), "--shard", "1/3"));
    assertEquals(ExitCode.OK, sweep("few.yaml", "--out", at("parts"), "--shard", "3/3"));
    assertEquals(
        ExitCode.CHECK_FAILED, sweep("merge", at("parts"), "--out", at("merged")), err::toString);
    assertTrue(err.toString().contains("7 of 20 cells are missing"), err::toString);
    assertEquals(ExitCode.OK, sweep("few.yaml", "--out", at("parts"), "--shard", "2/3"));
    assertEquals(ExitCode.OK, sweep("merge", at("parts"), "--out", at("merged")));
    assertSame("one", "merged");
    assertEquals(ExitCode.OK, sweep("--seeds", "1..2", "--max-steps", "5", "--out", at("other")));
    assertEquals(ExitCode.USAGE, sweep("merge", at("parts"), at("other"), "--out", at("bad")));
    assertTrue(err.toString().contains("is of another description"), err::toString);
  }

  @Test
  void runFoldersOfShardsComeToTheMergedFolder() throws IOException {
    Files.writeString(
        folder.resolve("runs.yaml"),
        """
        data: {random: {n: 4, d: 2, seed: 1}}
        net: relu:2-3-1
        seed: 1..4
        until: {log10_loss: -10}
        keep: [row, run]
        where: {seed: 1..2}
        """);
    assertEquals(
        ExitCode.OK, sweep("runs.yaml", "--out", at("one"), "--threads", "1"), err::toString);
    assertEquals(ExitCode.OK, sweep("runs.yaml", "--out", at("parts"), "--shard", "1/2"));
    assertEquals(ExitCode.OK, sweep("runs.yaml", "--out", at("parts"), "--shard", "2/2"));
    assertEquals(ExitCode.OK, sweep("merge", at("parts"), "--out", at("merged")));
    List<String> kept = names(folder.resolve("one/runs"));
    assertEquals(2, kept.size());
    assertEquals(kept, names(folder.resolve("merged/runs")));
    for (String run : kept) {
      Path trace = Path.of("runs", run, "trace.csv");
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("one").resolve(trace)),
          Files.readAllBytes(folder.resolve("merged").resolve(trace)));
    }
    assertEquals(ExitCode.OK, sweep("merge", at("parts"), "--out", at("merged")));
    assertEquals(kept, names(folder.resolve("merged/runs")));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void anEngineThatIsNotThereIsAskedForByName() throws IOException {
    assertEquals(ExitCode.USAGE, sweep("few.yaml", "--out", at("spark"), "--engine", "spark"));
    assertTrue(err.toString().contains("mvn -Pspark"), err::toString);
  }

  @Test
  void whoeverIsKilledGoesOnAndEndsWithTheSameBytes() throws Exception {
    assertEquals(ExitCode.OK, sweep("many.yaml", "--out", at("whole")));
    Path rows = folder.resolve("killed/rows.csv");
    Process process = start("many.yaml", "--out", at("killed"));
    try {
      while (!Files.exists(rows) || Files.readAllLines(rows).size() < 10) {
        assertTrue(process.isAlive(), "the sweep ended before it could be killed");
        Thread.sleep(5);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    // What a kill in the midst of a write, or a power failure, may leave behind.
    List<String> lines = new ArrayList<>(Files.readAllLines(rows));
    assertTrue(lines.size() < 201, "it was killed too late");
    lines.set(5, lines.get(5).substring(0, 60));
    Files.writeString(rows, String.join("\n", lines) + "\n0.1,marginflow.sweep-row/1,0123");
    Files.write(
        folder.resolve("killed/weights.log"), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    assertEquals(ExitCode.OK, sweep("many.yaml", "--out", at("killed")), err::toString);
    assertSame("whole", "killed");
  }

  @Test
  void certificatesCanBeMadeLaterAndWholeRunsKept() throws IOException {
    Path later = folder.resolve("later.yaml");
    Files.writeString(
        later,
        DESCRIPTION.replace("SEEDS", "2").replace("[row, weights]", "[weights, run, samples]")
            + "certify: false\n");
    Path now = folder.resolve("now.yaml");
    Files.writeString(now, DESCRIPTION.replace("SEEDS", "2"));
    assertEquals(ExitCode.OK, sweep("now.yaml", "--out", at("now")));
    assertEquals(ExitCode.OK, sweep("later.yaml", "--out", at("later")), err::toString);
    assertTrue(verdicts("later", "3").stream().allMatch(String::isEmpty));
    assertEquals(ExitCode.OK, sweep("certify", at("later")), err::toString);
    assertEquals(verdicts("now", "3"), verdicts("later", "3"));
    String cell = column("later", "hash", "3").getFirst();
    for (String file : List.of("report.html", "samples.npz", "data.npz", "final.npz")) {
      assertTrue(Files.exists(folder.resolve("later/runs").resolve(cell).resolve(file)), file);
    }
    assertEquals(ExitCode.OK, sweep("report", at("later")), err::toString);
    String page = Files.readString(folder.resolve("later/report.html"));
    assertTrue(page.contains("runs/" + cell) && !page.contains("NaN"), page);
  }

  private List<String> verdicts(String name, String width) throws IOException {
    List<String> verdicts = new ArrayList<>(column(name, "verdict", width));
    verdicts.addAll(column(name, "normalized_margin", width));
    return verdicts;
  }

  private List<String> column(String name, String column, String width) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(name).resolve("table.csv"));
    List<String> heads = List.of(lines.getFirst().split(",", -1));
    // Names of random data have commas, and are quoted.
    return lines.stream()
        .skip(1)
        .map(marginflow.io.run.RowLog::fields)
        .filter(fields -> fields.get(heads.indexOf("width")).equals(width))
        .map(fields -> fields.get(heads.indexOf(column)))
        .toList();
  }

  private void assertSame(String one, String other) throws IOException {
    for (String file : List.of("table.csv", "weights.npz")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve(one).resolve(file)),
          Files.readAllBytes(folder.resolve(other).resolve(file)),
          file);
    }
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private List<String> words(String... options) {
    List<String> words = new ArrayList<>(List.of("sweep"));
    for (String option : options) {
      words.add(option.endsWith(".yaml") ? at(option) : option);
    }
    words.add("--quiet");
    return words;
  }

  private int sweep(String... options) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err, true));
    return line.execute(words(options).toArray(String[]::new));
  }

  private Process start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp"));
    command.add(
        System.getProperty("jdk.module.path", "")
            + File.pathSeparator
            + System.getProperty("java.class.path", ""));
    command.add(Main.class.getName());
    command.addAll(words(options));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
