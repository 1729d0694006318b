package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CertifyCommandTest {

  /** {@code .ci/python} runs the README's. */
  @Test
  void helpAndReadmeShowOneExample() throws IOException {
    // Two spaces of the help become the four of a block of code.
    String indented = CertifyCommand.NUMPY_EXAMPLE.stripTrailing().indent(2);
    assertTrue(Files.readString(Path.of("../README.md")).contains(indented), indented);
  }

  /** In a window of 0.5 the weights of a perceptron would be a KKT point. */
  @Test
  void aWindowTooWideIsRefused() {
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute(
                "certify",
                "--data",
                "../verify/src/test/resources/marginflow/cli/separable.npz",
                "--net",
                "linear:5-1",
                "--params",
                "none.npz",
                "--window",
                "0.5");
    assertEquals(ExitCode.USAGE, code);
    assertTrue(err.toString().contains("--window: expected at most 0.001, found 0.5"));
  }
}
