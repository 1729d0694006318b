package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginflow.io.run.FaultyDisk.Fault;
import marginflow.io.run.FaultyDisk.Left;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFileTest {

  /** Bytes kept back before they are handed on, and kept until they are forced. */
  private static final int HANDED = 1 << 14;

  private static final int FORCED = 1 << 22;

  @TempDir private Path folder = Path.of("");

  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("rows.csv");
  }

  private RowFile on(Disk disk) {
    return ScopedValue.where(Disk.LAYER, disk)
        .call(() -> {
          try {
            return RowFile.create(file, "a,b");
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private String forced(FaultyDisk disk) throws IOException {
    byte[] content = disk.left(Left.FORCED).getOrDefault(Path.of("rows.csv"), new byte[0]);
    return new String(content, StandardCharsets.UTF_8);
  }

  @Test
  void aNewFileIsOnTheDiskWithItsName() throws IOException {
    Files.writeString(file, "an older and longer file\n");
    FaultyDisk disk = new FaultyDisk(folder, -1, Fault.FAIL);
    on(disk).close();
    assertEquals("a,b\n", forced(disk));
    assertEquals("a,b\n", Files.readString(file));
  }

  @Test
  void rowsAreHandedOnInPiecesAndForcedWhenAsked() throws IOException {
    FaultyDisk disk = new FaultyDisk(folder, -1, Fault.FAIL);
    try (RowFile rows = on(disk)) {
      String row = "x".repeat(HANDED / 2 - 1);
      rows.append(row);
      assertEquals("a,b\n", Files.readString(file));
      assertEquals(1, rows.rows());
      rows.append(row); // with its newline, exactly what is kept back
      assertEquals(4 + HANDED, Files.size(file));
      rows.append("last");
      assertEquals(4 + HANDED, Files.size(file));
      rows.flush();
      rows.flush();
      String whole = "a,b\n" + row + "\n" + row + "\nlast\n";
      assertEquals(whole, Files.readString(file));
      assertEquals("a,b\n", forced(disk));
      rows.force();
      assertEquals(whole, forced(disk));
      int calls = disk.calls();
      rows.force();
      rows.flush();
      assertEquals(calls, disk.calls(), "nothing is left to do");
      rows.append("after");
      rows.force();
      assertEquals(whole + "after\n", forced(disk));
      assertEquals(4, rows.rows());
    }
  }

  @Test
  void whatIsKeptUntilItIsForcedHasABound() throws IOException {
    FaultyDisk disk = new FaultyDisk(folder, -1, Fault.FAIL);
    try (RowFile rows = on(disk)) {
      String row = "x".repeat(FORCED / 4 - 1);
      for (int k = 0; k < 3; k++) {
        rows.append(row);
      }
      assertEquals("a,b\n", forced(disk));
      rows.append(row);
      assertEquals(4 + FORCED, forced(disk).length());
    }
  }

  /**
   * A system may have dropped what it could not write: all that was not forced is written again.
   */
  @Test
  void aForceThatFailsIsMadeGood() throws IOException {
    for (int at = 4; at < 6; at++) { // the write, the force
      Path place = Files.createDirectories(folder.resolve("at" + at));
      file = place.resolve("rows.csv");
      FaultyDisk disk = new FaultyDisk(place, at, Fault.FAIL);
      try (RowFile rows = on(disk)) {
        rows.append("1,2");
        assertThrows(IOException.class, rows::force);
        Files.writeString(file, "a,b\n"); // the system dropped it
        rows.append("3,4");
        rows.force();
        assertEquals("a,b\n1,2\n3,4\n", forced(disk), "call " + at);
      }
    }
  }

  @Test
  void aResumedFileBeginsBehindTheRowsThatCount() throws IOException {
    Files.writeString(file, "a,b\n1,2\n3,4\n5,6\n7");
    assertEquals(3, RowFile.count(file, "a,b"));
    assertEquals(-1, RowFile.count(file, "a,c"));
    assertEquals(-1, RowFile.count(file, "a,b,c"));
    assertEquals(-1, RowFile.count(folder.resolve("none.csv"), "a,b"));
    try (RowFile rows = RowFile.resume(file, "a,b", 2)) {
      assertEquals(2, rows.rows());
      assertEquals("a,b\n1,2\n3,4\n", Files.readString(file));
      rows.append("8,9");
      rows.force();
    }
    assertEquals("a,b\n1,2\n3,4\n8,9\n", Files.readString(file));
    try (RowFile rows = RowFile.resume(file, "a,b", 9)) {
      assertEquals(3, rows.rows());
    }
    try (RowFile rows = RowFile.resume(file, "other", 2)) {
      assertEquals(0, rows.rows());
    }
    assertEquals("other\n", Files.readString(file));
    assertEquals(0, RowFile.count(file, "other"));
  }

  @Test
  void halfALineIsNone() throws IOException {
    Files.writeString(file, "a,b\n1,2\n3");
    assertEquals(List.of("a,b", "1,2"), RowFile.complete(file));
    Files.writeString(file, "a");
    assertEquals(List.of(), RowFile.complete(file));
  }

  @Test
  void numbersThatAreNoneAreWrittenAsPandasReadsThem() {
    for (double value :
        new double[] {
          0.1, -0.0, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
        }) {
      assertEquals(value, RowFile.number(RowFile.field(value)));
    }
    assertEquals("", RowFile.field(Double.NaN));
    assertEquals("inf", RowFile.field(Double.POSITIVE_INFINITY));
    assertEquals("-inf", RowFile.field(Double.NEGATIVE_INFINITY));
    assertEquals(List.of("1", "", "2", ""), RowFile.fields("1,,2,"));
    assertTrue(Double.isNaN(RowFile.number("")));
  }
}
