package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import marginflow.io.run.Disk;
import marginflow.io.run.FaultyDisk;
import marginflow.io.run.FaultyDisk.Fault;
import marginflow.io.run.FaultyDisk.Left;
import marginflow.io.run.RowLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call to the disk that a sweep makes goes wrong once; the same command then ends it. */
class LostSweepWritesTest {

  private static final String DESCRIPTION =
      """
      data: FOLDER/data.csv
      net: relu:2-2-1
      seed: 1..2
      until: {log10_loss: -10, max_steps: 60}
      keep: [weights]
      """;

  @TempDir private Path folder = Path.of("");

  private final StringWriter err = new StringWriter();

  @Test
  void theSameCommandEndsASweepOfWhichAnyWriteWentWrong() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "1,2,1\n-1,0.5,1\n-1,-1,-1\n1,-2,-1\n");
    Files.writeString(
        folder.resolve("sweep.yaml"), DESCRIPTION.replace("FOLDER", folder.toString()));
    FaultyDisk sound = new FaultyDisk(place("whole"), -1, Fault.FAIL);
    assertEquals(ExitCode.OK, sweep(sound, "whole"), err::toString);
    int at = 0;
    for (boolean reached = true; reached; at++) {
      String failed = "fail" + at;
      FaultyDisk disk = new FaultyDisk(place(failed), at, Fault.FAIL);
      int code = sweep(disk, failed);
      reached = disk.calls() > at; // a slow sweep forces its table once a second more
      assertEquals(reached ? ExitCode.CANNOT_WRITE : ExitCode.OK, code, "call " + at + "\n" + err);
      if (reached) {
        assertEnds(failed);
        assertEndsAfterTheEndAt(at);
      }
    }
    assertTrue(at > 20, "calls " + at);
  }

  private void assertEndsAfterTheEndAt(int at) throws IOException {
    String name = "end" + at;
    FaultyDisk disk = new FaultyDisk(place(name), at, Fault.END);
    try {
      sweep(disk, name);
    } catch (FaultyDisk.Ended ended) {
      for (Map.Entry<Left, Map<Path, byte[]>> left : disk.left().entrySet()) {
        assertEnds(write(name + left.getKey(), left.getValue()));
      }
    }
  }

  private void assertEnds(String name) throws IOException {
    assertEquals(ExitCode.OK, sweep(new FaultyDisk(place(name), -1, Fault.FAIL), name), name);
    assertEquals(rows("whole"), rows(name), name);
    assertTrue(Files.exists(folder.resolve(name).resolve("sweep/summary.json")), name);
  }

  /** A row that a full disk has torn gives its place to the next, and no other suffers. */
  @Test
  void aRowThatFailedIsOverwrittenAndATornOneDropped() throws IOException {
    Path place = place("table");
    Path file = place.resolve("rows.csv");
    FaultyDisk counted = new FaultyDisk(place, -1, Fault.FAIL);
    on(Disk.here(), file, new ArrayList<>()).close();
    RowLog opened = on(counted, file, new ArrayList<>());
    int calls = counted.calls();
    opened.close();
    RowLog log = on(new FaultyDisk(place, calls, Fault.FAIL), file, new ArrayList<>());
    assertThrows(IOException.class, () -> log.append(List.of("1", "lost")));
    log.append(List.of("2", "a reason, \"quoted\""));
    Files.writeString(file, Files.readString(file) + "3,\"hori");
    List<List<String>> rows = new ArrayList<>();
    RowLog again = on(Disk.here(), file, rows);
    assertEquals(List.of(List.of("2", "a reason, \"quoted\"")), rows);
    assertEquals(0, again.dropped(), "half a last line is what a kill leaves");
    again.append(List.of("4", "whole"));
    Files.writeString(file, Files.readString(file).replaceFirst("2,\"a", "2,\"\0"));
    rows.clear();
    RowLog torn = on(Disk.here(), file, rows);
    assertEquals(List.of(List.of("4", "whole")), rows);
    assertEquals(1, torn.dropped());
  }

  private static RowLog on(Disk disk, Path file, List<List<String>> rows) throws IOException {
    return ScopedValue.where(Disk.LAYER, disk)
        .call(
            () -> RowLog.open(file, List.of("key", "reason"), (fields, place) -> rows.add(fields)));
  }

  private String write(String name, Map<Path, byte[]> files) throws IOException {
    Path place = place(name);
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      Path path = place.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return name;
  }

  private String rows(String name) throws IOException {
    Path place = folder.resolve(name).resolve("sweep");
    return Files.readString(place.resolve("table.csv"))
        + HexFormat.of().formatHex(Files.readAllBytes(place.resolve("weights.npz")));
  }

  private Path place(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private int sweep(Disk disk, String name) {
    int[] code = {-1};
    String[] words = {
      "sweep",
      "--quiet",
      folder.resolve("sweep.yaml").toString(),
      "--out",
      folder.resolve(name).resolve("sweep").toString()
    };
    ScopedValue.where(Disk.LAYER, disk)
        .run(() ->
            code[0] =
                Main.commandLine(List.of(SweepCommand.class))
                    .setOut(new PrintWriter(new StringWriter()))
                    .setErr(new PrintWriter(err, true))
                    .execute(words));
    return code[0];
  }
}
