package marginflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;

/** What {@code doctor} looks at, one method a thing. */
final class Examination {

  /** The first build of JDK 25 with no known wrong code for the Vector API. */
  private static final Runtime.Version FIRST_GOOD = Runtime.Version.parse("25.0.3");

  /** Above this value of {@code perf_event_paranoid} a user may not sample his own processes. */
  private static final int PERF_OWN_PROCESSES = 2;

  private static final Path PARANOID = Path.of("/proc/sys/kernel/perf_event_paranoid");

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private Examination() {}

  /** Everything, in the order it is reported. */
  static List<Finding> everything() throws IOException {
    Path home = Path.of(System.getProperty("java.home", ""));
    Cpu cpu = Cpu.current();
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("program", Version.current().toString()));
    findings.add(jdk(Runtime.version(), System.getProperty("java.vendor", "unknown vendor"), home));
    findings.add(vectorModule(ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()));
    findings.add(processor(cpu, Runtime.getRuntime().availableProcessors()));
    findings.add(kernel());
    findings.add(compiler(Compiler.weakness()));
    findings.add(heap(Runtime.getRuntime().maxMemory()));
    findings.add(flightRecorder(ModuleLayer.boot().findModule("jdk.jfr").isPresent()));
    findings.add(processorTime(System.getProperty("os.name", "")));
    findings.add(perf(onPath("perf"), paranoia()));
    findings.add(disassembler(home));
    findings.add(maven(onPath("mvn")));
    return List.copyOf(findings);
  }

  static Finding jdk(Runtime.Version version, String vendor, Path home) {
    String found = version + ", " + vendor + ", " + home;
    return version.compareToIgnoreOptional(FIRST_GOOD) < 0
        ? Finding.problem(
            "jdk", found, "builds before " + FIRST_GOOD + " are known to be bad: update the JDK")
        : Finding.ok("jdk", found);
  }

  static Finding vectorModule(boolean resolved) {
    return resolved
        ? Finding.ok("vector module", VECTOR_MODULE)
        : Finding.problem(
            "vector module",
            "not resolved",
            "start the virtual machine with --add-modules " + VECTOR_MODULE);
  }

  static Finding processor(Cpu cpu, int threads) {
    String flags =
        cpu.vectorFlags().isEmpty() ? "features unknown" : String.join(" ", cpu.vectorFlags());
    return Finding.ok("processor", cpu.model() + ", " + threads + " threads, " + flags);
  }

  private static Finding kernel() {
    List<String> names = KernelSelector.names();
    String known = "of " + String.join(", ", names);
    try {
      Kernels kernels = KernelSelector.select();
      return Finding.ok(
          "kernel",
          "%s %s, %d lanes of %d bits"
              .formatted(kernels.name(), known, kernels.lanes(), Double.SIZE));
    } catch (IllegalStateException e) {
      return Finding.problem(
          "kernel", names.getFirst() + " " + known, String.valueOf(e.getMessage()));
    }
  }

  static Finding compiler(Optional<String> weakness) {
    return weakness
        .map(why ->
            Finding.warn(
                "compiler",
                why + ": vector kernels are slower than scalar ones",
                "leave that option out, or choose --kernel scalar"))
        .orElseGet(() -> Finding.ok("compiler", "compiles vectors"));
  }

  private static Finding heap(long bytes) {
    return Finding.ok("heap", "at most " + (bytes >> 20) + " MiB");
  }

  static Finding flightRecorder(boolean present) {
    return present
        ? Finding.ok("flight recorder", "jdk.jfr")
        : Finding.missing(
            "flight recorder", "no module jdk.jfr", "profile needs a JDK that has it");
  }

  static Finding processorTime(String system) {
    return system.equals("Linux")
        ? Finding.ok("processor-time samples", "jdk.CPUTimeSample")
        : Finding.missing(
            "processor-time samples",
            "none on " + system,
            "only Linux has them; flame graphs show wall-clock samples");
  }

  static Finding perf(Optional<Path> program, Optional<Integer> paranoia) {
    if (program.isEmpty()) {
      return Finding.missing("perf", "not on the PATH", "hardware counters need Linux perf");
    }
    if (paranoia.isPresent() && paranoia.get() > PERF_OWN_PROCESSES) {
      return Finding.missing(
          "perf",
          program.get() + ", forbidden: " + PARANOID + " is " + paranoia.get(),
          "sysctl kernel.perf_event_paranoid=" + PERF_OWN_PROCESSES);
    }
    return Finding.ok("perf", program.get().toString());
  }

  static Finding disassembler(Path home) throws IOException {
    for (String folder : List.of("lib", "lib/server", "bin")) {
      Path place = home.resolve(folder);
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place)) {
          Optional<Path> library =
              files.filter(file -> file.getFileName().toString().contains("hsdis")).findFirst();
          if (library.isPresent()) {
            return Finding.ok("disassembler", library.get().toString());
          }
        }
      }
    }
    return Finding.missing(
        "disassembler",
        "no hsdis in " + home,
        "build hsdis and put it into lib/server to see machine code");
  }

  private static Finding maven(Optional<Path> program) {
    return program
        .map(path -> Finding.ok("maven", path.toString()))
        .orElseGet(() -> Finding.missing("maven", "not on the PATH", "needed when sources change"));
  }

  private static Optional<Path> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(java.io.File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Integer> paranoia() throws IOException {
    return Files.isReadable(PARANOID)
        ? Optional.of(Integer.valueOf(Files.readString(PARANOID).strip()))
        : Optional.empty();
  }
}
