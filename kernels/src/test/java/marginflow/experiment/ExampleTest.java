package marginflow.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example of README and package documentation is one source, and that source runs. */
class ExampleTest {

  private static final Path SOURCE = Path.of("src/outside/src/main/java/example/Example.java");

  @Test
  void theReadmeQuotesTheSource() throws IOException {
    StringBuilder quoted = new StringBuilder();
    Files.readString(SOURCE)
        .lines()
        .forEach(line -> quoted.append(line.isEmpty() ? "\n" : "    " + line + "\n"));
    assertTrue(
        Files.readString(Path.of("../README.md")).contains(quoted),
        "README.md does not quote kernels/" + SOURCE);
  }

  @Test
  void thePackageDocumentationQuotesTheSource() throws IOException {
    String description =
        Files.readString(Path.of("src/main/java/marginflow/experiment/package-info.java"));
    assertTrue(description.contains("{@snippet file=\"example/Example.java\"}"));
  }

  /** The launcher of a source file compiles it first, with the module-info beside it. */
  @Test
  void theSourceHasFifteenLinesAndProvesAGlobalOptimum() throws Exception {
    assertEquals(15, Files.readAllLines(SOURCE).size());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--module-path",
                Path.of("target", "classes").toString(),
                SOURCE.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertTrue(output.lines().toList().contains("proved global-optimum"), output);
  }
}
