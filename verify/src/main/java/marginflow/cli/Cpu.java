package marginflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The processor, as the operating system describes it.
 *
 * @param model its name, or the architecture where the system gives no name
 * @param vectorFlags those of its features that the vector kernels care about, sorted; empty where
 *     the system does not list features
 */
record Cpu(String model, List<String> vectorFlags) {

  private static final Path LINUX = Path.of("/proc/cpuinfo");

  /** Features that change which instructions the Vector API is compiled to, x86 and ARM. */
  private static final Set<String> OF_INTEREST =
      Set.of(
          "sse2",
          "sse4_1",
          "sse4_2",
          "avx",
          "avx2",
          "fma",
          "avx512f",
          "avx512dq",
          "avx512bw",
          "avx512vl",
          "asimd",
          "sve",
          "sve2");

  Cpu {
    vectorFlags = List.copyOf(vectorFlags);
  }

  /** The processor of this machine. */
  static Cpu current() throws IOException {
    String architecture = System.getProperty("os.arch", "unknown architecture");
    return Files.isReadable(LINUX)
        ? parse(Files.readAllLines(LINUX), architecture)
        : new Cpu(architecture, List.of());
  }

  /** Reads what Linux says about the first processor. */
  static Cpu parse(List<String> lines, String architecture) {
    Set<String> flags = new TreeSet<>();
    Arrays.stream(value(lines, Set.of("flags", "Features")).split(" ", -1))
        .filter(OF_INTEREST::contains)
        .forEach(flags::add);
    String model = value(lines, Set.of("model name"));
    return new Cpu(model.isEmpty() ? architecture : model, List.copyOf(flags));
  }

  private static String value(List<String> lines, Set<String> keys) {
    return lines.stream()
        .filter(line -> line.indexOf(':') > 0)
        .filter(line -> keys.contains(line.substring(0, line.indexOf(':')).strip()))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }
}
