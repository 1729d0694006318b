package marginflow.crosscheck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A second JVM of the same kind as this one, on the same modules: for options that are fixed at a
 * JVM's start, such as the widest vector or the interpreter.
 *
 * @param command the whole command line
 */
public record ChildJvm(List<String> command) {

  private static final String INCUBATOR = "WARNING: Using incubator modules: ";

  /** Copies the command. */
  public ChildJvm {
    command = List.copyOf(command);
  }

  /**
   * A JVM that runs the main method of a class of this program.
   *
   * @param main the class
   * @param jvmOptions options of the JVM
   * @param args arguments of the program
   */
  public static ChildJvm of(Class<?> main, List<String> jvmOptions, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(jvmOptions);
    Optional<String> modulePath = Optional.ofNullable(System.getProperty("jdk.module.path"));
    if (main.getModule().isNamed() && modulePath.isPresent()) {
      command.addAll(
          List.of("-p", modulePath.get(), "-m", main.getModule().getName() + "/" + main.getName()));
    } else {
      command.addAll(
          List.of(
              "--add-modules",
              "jdk.incubator.vector",
              "-cp",
              System.getProperty("java.class.path"),
              main.getName()));
    }
    command.addAll(args);
    return new ChildJvm(command);
  }

  /** The program {@code java} of the JDK that runs this. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Runs it to its end; its standard error is this one's, but for the line about incubator modules
   * that every virtual machine on the Vector API begins with.
   *
   * @param line called with every line of its standard output
   * @return its exit code
   * @throws IOException if it cannot be started
   */
  public int run(Consumer<String> line) throws IOException {
    Process process = new ProcessBuilder(command).start();
    Thread errors = Thread.ofVirtual().start(() -> passErrors(process));
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      out.lines().forEach(line);
      int code = process.waitFor();
      errors.join();
      return code;
    } catch (UncheckedIOException e) {
      process.destroy();
      throw e.getCause();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command.getFirst(), e);
    }
  }

  private static void passErrors(Process process) {
    try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
      errors.lines().filter(line -> !line.startsWith(INCUBATOR)).forEach(System.err::println);
    } catch (IOException | UncheckedIOException e) {
      if (process.isAlive()) {
        System.err.println("marginflow: what the child says can no longer be read: " + e);
      }
    }
  }
}
