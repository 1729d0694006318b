package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void versionNamesTheCommitAndNothingUnresolved() {
    assertEquals(ExitCode.OK, run("--version"));
    assertTrue(out.toString().startsWith("marginflow "), out::toString);
    assertFalse(out.toString().contains("${"), out::toString);
  }

  @Test
  void helpGoesToStandardOutput() {
    assertEquals(ExitCode.OK, run("--help"));
    assertTrue(out.toString().contains("Usage: marginflow"), out::toString);
    assertEquals("", err.toString());
  }

  @Test
  void noCommandIsAUsageError() {
    assertEquals(ExitCode.USAGE, run());
    assertEquals("", out.toString());
    assertTrue(err.toString().contains("Usage: marginflow"), err::toString);
  }

  @Test
  void unknownOptionIsAUsageError() {
    assertEquals(ExitCode.USAGE, run("--no-such-option"));
  }

  @Test
  void completionIsAScript() {
    assertEquals(ExitCode.OK, run("completion"));
    assertTrue(out.toString().contains("complete -F"), out::toString);
  }

  @Test
  void whatNobodyForesawIsReportedAsABug() {
    assertEquals(ExitCode.INTERNAL, run("fail"));
    assertTrue(err.toString().contains("this is a bug"), err::toString);
    assertTrue(err.toString().contains("planted"), err::toString);
    assertEquals("", out.toString());
  }

  private int run(String... args) {
    CommandLine line = Main.commandLine();
    line.addSubcommand(new Failing());
    return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(args);
  }

  @Command(name = "fail")
  private static final class Failing implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("planted");
    }
  }
}
