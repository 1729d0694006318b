package marginflow.bench.record;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a measurement was made.
 *
 * @param machine a short name of this kind of machine, such as {@code amd-epyc-zen4-2core}
 * @param facts what may matter, in order
 */
public record Environment(String machine, Map<String, String> facts) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Looks at this machine and JVM; what cannot be read is left out. */
  public static Environment here() throws IOException {
    Map<String, String> cpu = cpu();
    int cores = Runtime.getRuntime().availableProcessors();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("cpu", cpu.getOrDefault("model name", "unknown"));
    facts.put("cpu family", cpu.getOrDefault("cpu family", "unknown"));
    facts.put("cpu model", cpu.getOrDefault("model", "unknown"));
    facts.put("cores", Integer.toString(cores));
    facts.put("load when written", load());
    facts.put("vector flags", vectorFlags(cpu.getOrDefault("flags", "")));
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("jdk", System.getProperty("java.vendor") + " " + Runtime.version());
    facts.put("commit", System.getProperty("marginflow.commit", "unknown"));
    String machine = slug(facts.get("cpu") + " " + generation(cpu) + " " + cores + "core");
    return new Environment(machine, facts);
  }

  /** What else ran: above the number of cores, figures are noisier than their forks show. */
  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.0f", load);
  }

  private static Map<String, String> cpu() throws IOException {
    Map<String, String> cpu = new TreeMap<>();
    if (!Files.isReadable(CPU_INFO)) {
      return cpu;
    }
    for (String line : Files.readAllLines(CPU_INFO)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        cpu.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return cpu;
  }

  /** The generation where the name on the chip hides it: AMD family 25 is Zen 3 or Zen 4. */
  private static String generation(Map<String, String> cpu) {
    if (!cpu.getOrDefault("cpu family", "").equals("25")) {
      return "";
    }
    int model = Integer.parseInt(cpu.getOrDefault("model", "0"));
    boolean four = (model >= 0x10 && model <= 0x1f) || (model >= 0x60 && model <= 0xaf);
    return four ? "zen4" : "zen3";
  }

  private static String vectorFlags(String flags) {
    List<String> wanted = List.of("sse4_2", "avx", "fma", "avx2", "avx512f", "avx512dq", "sve");
    List<String> found = List.of(flags.split(" "));
    return String.join(" ", wanted.stream().filter(found::contains).toList());
  }

  private static String slug(String text) {
    String lower = text.toLowerCase(Locale.ROOT).replaceAll("\\(r\\)|\\(tm\\)|processor|cpu", "");
    return lower.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @param machine the machine's short name
   * @param file where it is
   */
  static Environment read(String machine, Path file) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        facts.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return new Environment(machine, facts);
  }

  /** One fact a line. */
  public String text() {
    StringBuilder text = new StringBuilder();
    facts.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }
}
