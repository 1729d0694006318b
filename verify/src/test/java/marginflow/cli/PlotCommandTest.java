package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotCommandTest {

  private static final List<String> FIGURES = List.of("margin", "loss", "kkt", "steps", "plane");
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path run = Path.of("");

  @BeforeEach
  void flow() {
    run = folder.resolve("run");
    int code =
        command(
            "flow", "--net", "relu:auto-6-1", "--until-log10-loss", "-50", "--quiet", "--out", run);
    assertEquals(ExitCode.OK, code, err::toString);
  }

  @Test
  void makesTheSameFiguresAndReportAgain() throws IOException {
    byte[] report = Files.readAllBytes(run.resolve("report.html"));
    byte[] plane = Files.readAllBytes(run.resolve("plots/plane.svg"));
    Files.delete(run.resolve("report.html"));
    for (String figure : FIGURES) {
      Files.delete(run.resolve("plots").resolve(figure + ".svg"));
    }
    assertEquals(ExitCode.OK, command("plot", run), err::toString);
    assertArrayEquals(plane, Files.readAllBytes(run.resolve("plots/plane.svg")));
    assertArrayEquals(report, Files.readAllBytes(run.resolve("report.html")));
    assertTrue(out.toString().contains("report.html"), out::toString);
  }

  @Test
  void writesPngWhenAsked() throws IOException {
    assertEquals(ExitCode.OK, command("plot", run, "--png"), err::toString);
    for (String figure : FIGURES) {
      byte[] bytes = Files.readAllBytes(run.resolve("plots").resolve(figure + ".png"));
      assertArrayEquals(PNG, Arrays.copyOf(bytes, PNG.length));
    }
  }

  @Test
  void aRunWithoutAResultAndAFolderThatIsNoneAreRefused() throws IOException {
    Files.delete(run.resolve("result.json"));
    assertEquals(ExitCode.USAGE, command("plot", run));
    assertTrue(err.toString().contains("--resume"), err::toString);
    assertEquals(ExitCode.BAD_DATA, command("plot", folder));
  }

  private int command(Object... args) {
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }
}
