package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import marginflow.io.run.Disk;
import marginflow.io.run.FaultyDisk;
import marginflow.io.run.FaultyDisk.Fault;
import marginflow.io.run.FaultyDisk.Left;

/**
 * Every call to the disk that a command makes goes wrong once: it fails, or the process is killed
 * there, or the power is cut. The command that a person types next must leave what it leaves where
 * nothing went wrong.
 */
final class Faults4Tests {

  private final Path folder;
  private final Path before;
  private final StringWriter err = new StringWriter();

  /**
   * Faults of one command.
   *
   * @param folder for copies, one for each fault
   * @param before the tree that the command begins with
   */
  Faults4Tests(Path folder, Path before) {
    this.folder = folder;
    this.before = before;
  }

  /** A command that works in a tree. */
  @FunctionalInterface
  interface Words {

    /** Its words. */
    String[] in(Path tree);
  }

  /** The exit codes that a command may give when one of its writes fails. */
  private static final Set<Integer> TOLD =
      Set.of(ExitCode.OK, ExitCode.CANNOT_WRITE, ExitCode.USAGE);

  /**
   * Counts the calls of a command where nothing goes wrong.
   *
   * @return the tree it leaves
   */
  Path whole(Words words) throws IOException {
    Path tree = copy("whole");
    int code = run(new FaultyDisk(tree, -1, Fault.FAIL), words.in(tree));
    if (code != ExitCode.OK) {
      throw new AssertionError("exit code " + code + "\n" + err);
    }
    return tree;
  }

  /**
   * Lets each call fail, be the last of a process, and be the last of a machine.
   *
   * @param words the command
   * @param again the command a person types after it
   * @param counts which files count, by their paths in the tree
   * @return how many calls there were
   * @throws AssertionError naming the first call after which something was lost
   */
  int everyCall(Words words, Words again, Predicate<Path> counts) throws IOException {
    Map<String, String> expected = files(whole(words), counts);
    int at = 0;
    for (boolean reached = true; reached; at++) {
      Path failed = copy("fail" + at);
      FaultyDisk failing = new FaultyDisk(failed, at, Fault.FAIL);
      int code = run(failing, words.in(failed));
      reached = failing.calls() > at;
      if (!TOLD.contains(code)) {
        throw new AssertionError("call %d fails: exit code %d%n%s".formatted(at, code, err));
      }
      goOn(failed, again, expected, counts, "call " + at + " fails");
      if (reached) {
        end(at, words, again, expected, counts);
      }
    }
    return at - 1;
  }

  private void end(
      int at, Words words, Words again, Map<String, String> expected, Predicate<Path> counts)
      throws IOException {
    Path ended = copy("end" + at);
    FaultyDisk disk = new FaultyDisk(ended, at, Fault.END);
    try {
      run(disk, words.in(ended));
    } catch (FaultyDisk.Ended end) {
      // What a thread of the command's own meets is told as a bug instead: the process is at its
      // end in either case.
    }
    for (Map.Entry<Left, Map<Path, byte[]>> left : disk.left().entrySet()) {
      Path tree = folder.resolve("end" + at + left.getKey());
      for (Map.Entry<Path, byte[]> file : left.getValue().entrySet()) {
        Path path = tree.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      goOn(tree, again, expected, counts, "call " + at + " is the last, left " + left.getKey());
    }
  }

  private void goOn(
      Path tree, Words again, Map<String, String> expected, Predicate<Path> counts, String when)
      throws IOException {
    int code = run(new FaultyDisk(tree, -1, Fault.FAIL), again.in(tree));
    Map<String, String> found = files(tree, counts);
    if ((code != ExitCode.OK && code != ExitCode.USAGE) || !expected.equals(found)) {
      Set<String> other = new TreeSet<>(expected.keySet());
      other.removeIf(name -> Objects.equals(expected.get(name), found.get(name)));
      throw new AssertionError(
          "%s: exit code %d, other or missing files %s%n%s".formatted(when, code, other, err));
    }
  }

  /** The files that count, by name; a letter for each byte, and times left out. */
  private static Map<String, String> files(Path tree, Predicate<Path> counts) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path name = tree.relativize(file);
        if (counts.test(name)) {
          files.put(
              name.toString(),
              new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                  .replaceAll("\"wall_seconds\" : [^\n]*", "")
                  .replace(tree.toString(), "")); // where a document names its own folder
        }
      }
    }
    return files;
  }

  private Path copy(String name) throws IOException {
    Path to = folder.resolve(name);
    try (Stream<Path> all = Files.walk(before)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(before.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
    return to;
  }

  /** Runs a command on a disk. */
  int run(Disk disk, String... words) {
    int[] code = {-1};
    ScopedValue.where(Disk.LAYER, disk)
        .run(() ->
            code[0] =
                Main.commandLine()
                    .setOut(new PrintWriter(Writer.nullWriter()))
                    .setErr(new PrintWriter(err, true))
                    .execute(words));
    return code[0];
  }

  /** What the commands said. */
  String said() {
    return err.toString();
  }
}
