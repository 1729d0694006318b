package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import marginflow.io.run.Disk;
import marginflow.io.run.FaultyDisk;
import marginflow.io.run.FaultyDisk.Fault;
import marginflow.io.run.FaultyDisk.Left;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every call to the disk that a run makes goes wrong once, in each of the ways that calls can.
 * After each of them the command that a person is told to type gives the files of a run left alone.
 */
class LostWritesTest {

  private static final List<String> FILES =
      List.of(
          "trace.csv", "events.csv", "samples.csv", "samples.npz", "snapshots.npz", "final.npz");

  private static final String SECONDS = "\"wall_seconds\" : [^\n]*";

  @TempDir private Path folder = Path.of("");

  private final StringWriter err = new StringWriter();
  private int calls;

  @BeforeEach
  void runWhole() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "1,2,1\n-1,0.5,1\n-1,-1,-1\n1,-2,-1\n");
    FaultyDisk sound = new FaultyDisk(place("whole"), -1, Fault.FAIL);
    assertEquals(ExitCode.OK, on(sound, start("whole")), err::toString);
    calls = sound.calls();
    assertTrue(Files.readAllLines(run("whole").resolve("events.csv")).size() > 1, "a kink is met");
  }

  @Test
  void aWriteThatFailsLosesNothing() throws IOException {
    for (int at = 0; at < calls; at++) {
      String name = "fail" + at;
      int code = on(new FaultyDisk(place(name), at, Fault.FAIL), start(name));
      boolean refused = code == ExitCode.USAGE && !Files.exists(run(name).resolve("trace.csv"));
      assertTrue(refused || code == ExitCode.CANNOT_WRITE || code == ExitCode.OK, told(at, code));
      if (code != ExitCode.OK) {
        goOn(name, "call " + at);
      }
      assertWhole(name, "call " + at);
    }
  }

  @Test
  void aProcessOrAMachineThatEndsLosesNothing() throws IOException {
    for (int at = 0; at < calls; at++) {
      String name = "end" + at;
      FaultyDisk disk = new FaultyDisk(place(name), at, Fault.END);
      assertThrows(FaultyDisk.Ended.class, () -> on(disk, start(name)));
      for (Map.Entry<Left, Map<Path, byte[]>> left : disk.left().entrySet()) {
        String copy = name + left.getKey();
        write(copy, left.getValue());
        goOn(copy, "call %d, %s".formatted(at, left.getKey()));
        assertWhole(copy, "call %d, %s".formatted(at, left.getKey()));
      }
    }
  }

  private void write(String name, Map<Path, byte[]> files) throws IOException {
    Path place = place(name);
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      Path path = place.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /** Types what a person would: to go on with the run, or to begin it where it had not begun. */
  private void goOn(String name, String when) throws IOException {
    Disk sound = new FaultyDisk(place(name), -1, Fault.FAIL);
    boolean begun = Files.exists(run(name).resolve("manifest.json"));
    boolean ended = Files.exists(run(name).resolve("result.json"));
    int code =
        begun
            ? on(sound, "flow", "--quiet", "--no-figures", "--resume", run(name).toString())
            : on(sound, start(name));
    assertTrue(code == ExitCode.OK || (ended && code == ExitCode.USAGE), when + "\n" + err);
  }

  private void assertWhole(String name, String when) throws IOException {
    for (String file : FILES) {
      assertArrayEquals(
          Files.readAllBytes(run("whole").resolve(file)),
          Files.readAllBytes(run(name).resolve(file)),
          when + ": " + file);
    }
    assertEquals(result("whole"), result(name), when);
  }

  private String result(String name) throws IOException {
    return Files.readString(run(name).resolve("result.json")).replaceAll(SECONDS, "");
  }

  private String told(int at, int code) {
    return "call %d: exit code %d%n%s".formatted(at, code, err);
  }

  private Path place(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private Path run(String name) {
    return folder.resolve(name).resolve("run");
  }

  private String[] start(String name) {
    return new String[] {
      "flow",
      "--quiet",
      "--no-figures",
      "--data",
      folder.resolve("data.csv").toString(),
      "--net",
      "relu:2-3-1",
      "--init-scale",
      "0.6",
      "--seed",
      "6",
      "--max-steps",
      "3",
      "--checkpoint-every",
      "0",
      "--save-per-decade",
      "2",
      "--out",
      run(name).toString()
    };
  }

  private int on(Disk disk, String... words) {
    int[] code = {-1};
    ScopedValue.where(Disk.LAYER, disk).run(() -> code[0] = run(words));
    return code[0];
  }

  private int run(String... words) {
    return Main.commandLine(List.of(FlowCommand.class))
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }
}
