package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginflow.io.BadDataException;
import marginflow.io.run.FaultyDisk.Fault;
import marginflow.io.run.FaultyDisk.Left;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowLogTest {

  private static final List<String> COLUMNS = List.of("key", "reason");

  @TempDir private Path folder = Path.of("");

  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("rows.csv");
  }

  private static RowLog on(Disk disk, Path file, RowLog.Reader reader) throws IOException {
    return ScopedValue.where(Disk.LAYER, disk).call(() -> RowLog.open(file, COLUMNS, reader));
  }

  @Test
  void rowsAreFoundAgainByTheirPlaces() throws IOException {
    Map<String, RowLog.Place> places = new LinkedHashMap<>();
    try (RowLog log = RowLog.open(file, COLUMNS, (fields, place) -> {})) {
      for (List<String> row : List.of(List.of("1", "é, \"quoted\""), List.of("2", "a\nb"))) {
        places.put(row.getFirst(), log.append(row));
      }
      assertEquals(List.of("1", "é, \"quoted\""), fields(log, places, "1"));
      assertEquals(List.of("2", "a b"), fields(log, places, "2"));
    }
    Map<String, RowLog.Place> found = new LinkedHashMap<>();
    try (RowLog view =
        RowLog.view(file, COLUMNS, (row, place) -> found.put(row.getFirst(), place))) {
      assertEquals(places, found);
      assertEquals(List.of("2", "a b"), fields(view, found, "2"));
      assertThrows(IllegalStateException.class, () -> view.append(List.of("3", "")));
      view.force();
    }
    RowLog.Place beyond = new RowLog.Place(Files.size(file) - 2, 10);
    try (RowLog log = RowLog.open(file, COLUMNS, (fields, place) -> {})) {
      assertThrows(IOException.class, () -> log.line(beyond));
    }
    List<String> keys = new ArrayList<>();
    RowLog.read(file, COLUMNS, (row, place) -> keys.add(row.getFirst()));
    assertEquals(List.of("1", "2"), keys);
  }

  private static List<String> fields(RowLog log, Map<String, RowLog.Place> places, String key)
      throws IOException {
    return RowLog.fields(log.line(places.getOrDefault(key, new RowLog.Place(0, 0))));
  }

  @Test
  void aFileOfOtherColumnsIsRefused() throws IOException {
    Files.writeString(file, "key,other\n1,2\n");
    BadDataException refused =
        assertThrows(
            BadDataException.class, () -> RowLog.open(file, COLUMNS, (fields, place) -> {}));
    assertEquals(file + ", line 1: expected key,reason, found \"key,other\"", refused.getMessage());
  }

  @Test
  void linesThatAreNoRowsAreDroppedAndCounted() throws IOException {
    Files.writeString(file, "key,reason\n1,a\n\0\0\0\nbad,b\n2,\"torn\n3,c\nhalf");
    List<String> taken = new ArrayList<>();
    try (RowLog log = RowLog.open(file, COLUMNS, (row, place) -> take(row, taken))) {
      assertEquals(List.of("1", "3"), taken);
      assertEquals(3, log.dropped());
      log.append(List.of("4", "d"));
    }
    assertEquals("key,reason\n1,a\n\0\0\0\nbad,b\n2,\"torn\n3,c\n4,d\n", Files.readString(file));
  }

  private static void take(List<String> row, List<String> taken) {
    if (row.size() != 2 || row.getFirst().equals("bad")) {
      throw new IllegalArgumentException("no row");
    }
    if (!row.getFirst().equals("2")) {
      taken.add(row.getFirst());
    } else {
      throw new IllegalArgumentException("torn");
    }
  }

  /** A second after the last force, the next row is forced by itself. */
  @Test
  void aPowerFailureCostsASecondOfWork() throws Exception {
    FaultyDisk disk = new FaultyDisk(folder, -1, Fault.FAIL);
    try (RowLog log = on(disk, file, (row, place) -> {})) {
      log.append(List.of("1", "a"));
      assertEquals("key,reason\n", forced(disk));
      log.force();
      assertEquals("key,reason\n1,a\n", forced(disk));
      Thread.sleep(1100);
      log.append(List.of("2", "b"));
      assertEquals("key,reason\n1,a\n2,b\n", forced(disk));
      log.append(List.of("3", "c"));
      assertEquals("key,reason\n1,a\n2,b\n", forced(disk));
    }
  }

  @Test
  void aRowThatFailedIsOverwrittenByTheNext() throws IOException {
    FaultyDisk counted = new FaultyDisk(folder, -1, Fault.FAIL);
    on(counted, file, (row, place) -> {}).close();
    Files.delete(file);
    FaultyDisk disk = new FaultyDisk(folder, counted.calls(), Fault.FAIL);
    try (RowLog log = on(disk, file, (row, place) -> {})) {
      assertThrows(IOException.class, () -> log.append(List.of("1", "a long reason")));
      log.append(List.of("2", "b"));
      assertEquals("key,reason\n2,b\n", Files.readString(file).substring(0, 15));
    }
    List<String> keys = new ArrayList<>();
    on(Disk.here(), file, (row, place) -> keys.add(row.getFirst())).close();
    assertEquals(List.of("2"), keys);
    assertEquals("key,reason\n2,b\n", Files.readString(file));
  }

  private String forced(FaultyDisk disk) throws IOException {
    byte[] content = disk.left(Left.FORCED).getOrDefault(Path.of("rows.csv"), new byte[0]);
    return new String(content, StandardCharsets.UTF_8);
  }
}
