package marginflow.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * async-profiler's flame graph beside our own, where {@code asprof} is on the path: it sees native
 * code and the virtual machine's own, which the Flight Recorder does not.
 */
final class AsyncProfiler {

  /** Its flame graph in the profile's folder. */
  static final String FLAMES = "async-profiler.html";

  private static final String NAME = "asprof";

  private final Optional<Path> program;
  private final String started;

  private AsyncProfiler(Optional<Path> program, String started) {
    this.program = program;
    this.started = started;
  }

  /** Begins to sample this process. */
  static AsyncProfiler start() throws IOException {
    return start(Companion.find(NAME));
  }

  /**
   * Begins to sample this process.
   *
   * @param program the program; empty if there is none
   */
  static AsyncProfiler start(Optional<Path> program) throws IOException {
    return new AsyncProfiler(
        program,
        program.isPresent()
            ? Companion.run(List.of(program.get().toString(), "start", "-e", "cpu", pid()))
            : "");
  }

  /** Ends it and leaves its flame graph; what became of it, in a sentence. */
  String stop(Path folder) throws IOException {
    if (program.isEmpty()) {
      return "not used: no asprof on the path";
    }
    Path file = folder.resolve(FLAMES);
    String said =
        Companion.run(
            List.of(
                program.get().toString(),
                "stop",
                "-o",
                "flamegraph",
                "-f",
                file.toAbsolutePath().toString(),
                pid()));
    return Files.exists(file)
        ? "flame graph in " + FLAMES
        : "not used: asprof is here, but failed: "
            + (started + " " + said).strip().replaceAll("\\s+", " ");
  }

  private static String pid() {
    return Long.toString(ProcessHandle.current().pid());
  }
}
