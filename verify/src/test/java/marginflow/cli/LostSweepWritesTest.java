package marginflow.cli;

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
import marginflow.io.Disk;
import marginflow.io.FaultyDisk;
import marginflow.io.FaultyDisk.Fault;
import marginflow.io.FaultyDisk.Left;
import marginflow.sweep.Cell;
import marginflow.sweep.Row;
import marginflow.sweep.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call to the disk that a sweep makes goes wrong once; the same command then ends it. */
class LostSweepWritesTest {

  /** Two runs differ in the seconds, the last column but one. */
  private static final String SECONDS = ",[^,]*,(?=[^,]*$)";

  @TempDir private Path folder = Path.of("");

  private final StringWriter err = new StringWriter();

  @Test
  void theSameCommandEndsASweepOfWhichAnyWriteWentWrong() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "1,2,1\n-1,0.5,1\n-1,-1,-1\n1,-2,-1\n");
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

  /** A row that a full disk has torn is whole with the next, and no other suffers. */
  @Test
  void aRowThatFailedIsWrittenWithTheNextAndATornOneIsRunAgain() throws IOException {
    Path place = place("table");
    Path file = place.resolve("sweep.csv");
    FaultyDisk counted = new FaultyDisk(place, -1, Fault.FAIL);
    on(counted, file).close();
    Table table = on(new FaultyDisk(place, counted.calls(), Fault.FAIL), file);
    assertThrows(IOException.class, () -> table.add(row(1)));
    table.add(row(2));
    Files.writeString(file, Files.readString(file) + "relu:2-2-1,exp,0.1,3,\"hori");
    List<Cell> cells = List.of(row(1).cell(), row(2).cell(), row(3).cell());
    Table again = on(Disk.here(), file);
    assertEquals(List.of(row(1), row(2)), again.rows(cells));
    assertEquals(0, again.dropped(), "half a last line is what a kill leaves");
    Files.writeString(file, Files.readString(file).replaceFirst(",2,failed", ",\"2,fai"));
    Table torn = on(Disk.here(), file);
    assertEquals(List.of(row(1)), torn.rows(cells));
    assertEquals(1, torn.dropped());
  }

  private static Table on(Disk disk, Path file) throws IOException {
    return ScopedValue.where(Disk.LAYER, disk).call(() -> new Table(file));
  }

  private static Row row(long seed) {
    return Row.failed(new Cell("relu:2-2-1", "exp", 0.1, seed), "a reason, \"quoted\"");
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

  private List<String> rows(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name).resolve("sweep/sweep.csv")).stream()
        .map(row -> row.replaceAll(SECONDS, ","))
        .toList();
  }

  private Path place(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private int sweep(Disk disk, String name) {
    int[] code = {-1};
    String[] words = {
      "sweep",
      "--quiet",
      "--data",
      folder.resolve("data.csv").toString(),
      "--net",
      "relu:2-2-1",
      "--seeds",
      "1..2",
      "--until-log10-loss",
      "-10",
      "--max-steps",
      "60",
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
