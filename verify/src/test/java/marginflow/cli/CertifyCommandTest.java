package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
}
