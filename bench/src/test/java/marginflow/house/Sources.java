package marginflow.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Java sources of the repository, found from the root that Maven names. */
final class Sources {

  private static final List<String> MODULES = List.of("kernels", "verify", "bench", "spark");

  private Sources() {}

  /** The root of the repository. */
  static Path root() {
    Path root = Path.of(System.getProperty("marginflow.home", ".."));
    if (!Files.isDirectory(root.resolve(MODULES.getFirst()))) {
      throw new IllegalStateException("marginflow.home is no repository root: " + root);
    }
    return root.toAbsolutePath().normalize();
  }

  /** Every source file of every module, by module and path. */
  static List<Path> all() throws IOException {
    return under("src");
  }

  /** The sources that are shipped, by module and path. */
  static List<Path> main() throws IOException {
    return under("src/main/java");
  }

  private static List<Path> under(String folder) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : MODULES) {
      Path start = root().resolve(module).resolve(folder);
      if (Files.isDirectory(start)) {
        try (Stream<Path> files = Files.walk(start)) {
          files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
        }
      }
    }
    return sources;
  }
}
