package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
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

  @Test
  void whatCannotBeWrittenIsNoBug() {
    CommandLine full =
        Main.commandLine()
            .setOut(
                new PrintWriter(
                    new Writer() {
                      @Override
                      public void write(char[] text, int from, int length) throws IOException {
                        throw new IOException("No space left on device");
                      }

                      @Override
                      public void flush() {}

                      @Override
                      public void close() {}
                    }))
            .setErr(new PrintWriter(err, true));
    assertEquals(ExitCode.CANNOT_WRITE, Main.withOutput(full.execute("completion"), full));
    assertTrue(err.toString().contains("standard output could not be written"), err::toString);
    assertEquals(ExitCode.USAGE, Main.withOutput(full.execute("--no-such"), full));
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
