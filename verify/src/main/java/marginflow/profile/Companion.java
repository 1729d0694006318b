package marginflow.profile;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another program that looks at this process while the flow runs. */
final class Companion {

  /** Time to attach: perf takes some 50 ms, and what it misses is the flow's beginning. */
  private static final long ATTACH_MILLIS = 200;

  private static final long PATIENCE_SECONDS = 20;

  private final Process process;
  private final Path log;

  private Companion(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** The program of a name on the path. */
  static Optional<Path> find(String name) {
    return Stream.of(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /** Starts a program and gives it time to attach. */
  static Companion start(List<String> command) throws IOException {
    Path log = Files.createTempFile("marginflow", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Companion companion = new Companion(process, log);
    companion.await(ATTACH_MILLIS, TimeUnit.MILLISECONDS);
    return companion;
  }

  /** Runs a program to its end; what it said. */
  static String run(List<String> command) throws IOException {
    return start(command).end();
  }

  /** Tells the program to end as from the keyboard, which is how perf is ended; what it said. */
  String interrupt() throws IOException {
    if (process.isAlive()) {
      run(List.of("kill", "-INT", Long.toString(process.pid())));
    }
    return end();
  }

  private String end() throws IOException {
    if (!await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String said = Files.readString(log, StandardCharsets.UTF_8);
    Files.deleteIfExists(log);
    return said;
  }

  private boolean await(long time, TimeUnit unit) {
    try {
      return process.waitFor(time, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
