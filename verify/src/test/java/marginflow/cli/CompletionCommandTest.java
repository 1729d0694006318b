package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a shell offers for the last word of a command line. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs bash")
class CompletionCommandTest {

  /**
   * Completes the words of its command line as bash does; a shell that is not at a prompt says so.
   */
  private static final String ASK =
      """
      source "$1"
      shift
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      _complete_marginflow 2>/dev/null
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void valuesAreOffered() throws Exception {
    script();
    assertEquals(List.of("exp", "logistic"), offered("flow", "--loss", ""));
    assertEquals(List.of("slope", "positive", "negative"), offered("flow", "--branch", ""));
    assertEquals(List.of("long-horizon"), offered("sweep", "--integrator", "l").subList(0, 1));
    assertEquals(List.of("V10", "V11"), offered("claims", "V1").subList(1, 3));
    assertEquals(List.of("gradient"), offered("bench", "gr"));
    assertEquals(List.of("scalar"), offered("certify", "--kernel", "s"));
  }

  @Test
  void filesAreOfferedWhereFilesAreRead() throws Exception {
    script();
    Files.createFile(folder.resolve("weights.npz"));
    for (String option : List.of("--data", "--theta0", "--save", "--out", "--resume")) {
      assertEquals(List.of("weights.npz"), offered("flow", option, "we"), option);
    }
    assertEquals(List.of("weights.npz"), offered("certify", "--params", "we"));
  }

  private void script() throws Exception {
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true));
    assertEquals(ExitCode.OK, line.execute("completion"));
    Files.writeString(folder.resolve("script"), out.toString());
  }

  private List<String> offered(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", ASK, "bash", "./script", "./marginflow"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertTrue(process.waitFor() == 0);
    return lines;
  }
}
