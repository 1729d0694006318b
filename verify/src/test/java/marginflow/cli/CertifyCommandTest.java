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
    String indented = CertifyCommand.NUMPY_EXAMPLE.stripIndent().stripTrailing().indent(4);
    assertTrue(Files.readString(Path.of("../README.md")).contains(indented), indented);
  }
}
