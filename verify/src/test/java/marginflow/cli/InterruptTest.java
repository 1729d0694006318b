package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that are told to stop, or killed, in the middle of a run. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Process.destroy is no signal there")
class InterruptTest {

  private static final List<String> RUN =
      List.of(
          "flow",
          "--quiet",
          "--no-figures",
          "--net",
          "relu:4-20-1",
          "--seed",
          "3",
          "--save-per-decade",
          "20");

  @TempDir private Path folder = Path.of("");

  @Test
  void killedAndToldToStopARunStillEndsWithTheBitsOfOneLeftAlone() throws Exception {
    assertEquals(ExitCode.OK, Main.commandLine().execute(words(RUN, "--out", path("whole"))));
    Process killed = start(words(RUN, "--checkpoint-every", "0.01", "--out", path("run")));
    waitForTrace(killed, 20);
    killed.destroyForcibly().waitFor();
    Process told = start("flow", "--quiet", "--no-figures", "--resume", path("run"));
    waitForTrace(told, 60);
    told.destroy();
    assertTrue(told.waitFor(60, TimeUnit.SECONDS));
    assertEquals(ExitCode.INTERRUPTED, told.exitValue());
    assertTrue(Files.readString(folder.resolve("run/result.json")).contains("interrupted"));
    String[] rest = {"flow", "--quiet", "--no-figures", "--resume", path("run")};
    assertEquals(ExitCode.OK, Main.commandLine().execute(rest));
    for (String file :
        List.of("trace.csv", "events.csv", "final.npz", "samples.csv", "samples.npz")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole").resolve(file)),
          Files.readAllBytes(folder.resolve("run").resolve(file)),
          file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flow --out", "certify --net relu:2-2-1 --params"})
  void toldToStopWhileItReadsAProcessEndsAtOnceAndLeavesNothing(String command) throws Exception {
    List<String> options = List.of(command.split(" ", -1));
    Process reading = start(words(options, path("never"), "--data", "-"));
    try (OutputStream data = reading.getOutputStream()) {
      data.write(new byte[1 << 20]); // more than a pipe takes: it is read by now
      data.flush();
      reading.toHandle().destroy();
      assertTrue(reading.waitFor(30, TimeUnit.SECONDS));
    }
    assertEquals(ExitCode.INTERRUPTED, reading.exitValue());
    assertFalse(Files.exists(folder.resolve("never")));
  }

  /** Waits until a process has written some kilobytes of trace; a whole run writes about 170. */
  private void waitForTrace(Process process, int kilobytes) throws Exception {
    Path trace = folder.resolve("run/trace.csv");
    while (!Files.exists(trace) || Files.size(trace) < 1024L * kilobytes) {
      assertTrue(process.isAlive(), "the run ended before it could be stopped");
      Thread.sleep(5);
    }
  }

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp"));
    command.add(
        System.getProperty("jdk.module.path", "")
            + File.pathSeparator
            + System.getProperty("java.class.path", ""));
    command.add(Main.class.getName());
    command.addAll(List.of(words));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String[] words(List<String> options, String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
