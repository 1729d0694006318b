package marginflow.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** perf and async-profiler, played by scripts: machines with counters are rare among builders. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are played by shell scripts")
class CompanionTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void countersAreReadWhenPerfIsTold() throws IOException {
    Path perf =
        script(
            """
            # perf sets its handler in any case; a shell cannot trap what it inherited as ignored,
            # as a background job of another shell does.
            if [ -z "${RESET:-}" ] && env --default-signal=INT true 2>/dev/null; then
              RESET=yes exec env --default-signal=INT "$0" "$@"
            fi
            while [ "$1" != -o ]; do shift; done
            trap 'echo "# started on"; printf "%s\\n" 4000,,cycles:u,1,100.00,, \\
              10000,,instructions:u,1,100.00,, "<not supported>,,cache-misses,0,100.00,," >"$2"
              exit 0' INT
            while :; do sleep 0.01; done
            """);
    HardwareCounters counters = HardwareCounters.start(Optional.of(perf), folder).stop();
    assertEquals(Map.of("cycles", 4000L, "instructions", 10_000L), counters.counts());
    assertEquals("whole process: 2.50 instructions per cycle", counters.note());
  }

  @Test
  void itIsSaidWhyNothingWasCounted() throws IOException {
    assertEquals(
        "not used: no perf on the path",
        HardwareCounters.start(Optional.empty(), folder).stop().note());
    Path refused = script("echo 'No permission'; exit 1");
    assertEquals(
        "not used: perf is here, but failed: No permission",
        HardwareCounters.start(Optional.of(refused), folder).stop().note());
    HardwareCounters none = HardwareCounters.parse("<not supported>,,cycles,0,100.00,,\n", "");
    assertTrue(none.counts().isEmpty() && none.note().contains("count nothing"), none::note);
  }

  @Test
  void asyncProfilerLeavesItsFlameGraph() throws IOException {
    Path asprof =
        script(
            """
            case $1 in
              start) echo Profiling started ;;
              stop) while [ "$1" != -f ]; do shift; done; echo '<html>' >"$2" ;;
            esac
            """);
    assertEquals(
        "flame graph in async-profiler.html",
        AsyncProfiler.start(Optional.of(asprof)).stop(folder));
    assertEquals(
        "not used: no asprof on the path", AsyncProfiler.start(Optional.empty()).stop(folder));
  }

  @Test
  void aProfilerThatFailsIsQuoted() throws IOException {
    Path broken = script("echo could not attach; exit 1");
    assertEquals(
        "not used: asprof is here, but failed: could not attach could not attach",
        AsyncProfiler.start(Optional.of(broken)).stop(folder));
  }

  private Path script(String text) throws IOException {
    Path file = Files.createTempFile(folder, "program", "");
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }
}
