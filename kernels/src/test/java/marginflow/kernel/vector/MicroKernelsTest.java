package marginflow.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The micro-kernels in the tree are those that the generator writes. */
class MicroKernelsTest {

  private static final String COMMAND =
      "mvn -q test -pl kernels -Dtest=MicroKernelsTest -Dmarginflow.generate=fix";

  private static final boolean FIX = System.getProperty("marginflow.generate", "").equals("fix");

  @TestFactory
  List<DynamicTest> sourcesAreAsGenerated() {
    return MicroKernels.sources().entrySet().stream()
        .map(source -> DynamicTest.dynamicTest(source.getKey(), () -> check(source)))
        .toList();
  }

  private static void check(Map.Entry<String, String> source) throws IOException {
    Path file =
        Path.of("src", "main", "java", "marginflow", "kernel", "vector", source.getKey() + ".java");
    if (FIX) {
      Files.writeString(file, source.getValue());
    }
    assertEquals(source.getValue(), Files.readString(file), "to write it again: " + COMMAND);
  }
}
