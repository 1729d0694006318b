package marginflow.bench.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordTest {

  private static final Environment MACHINE = new Environment("some-machine", Map.of("cpu", "some"));

  private static Row row(String suite, String shape, String implementation, double ns) {
    return new Row(suite, shape, implementation, 1, ns, ns * 1.1, 2000 / ns, 0, 0, 0, 3, 0.05);
  }

  @Test
  void aLineIsReadBackAsItWasWritten() {
    Row row = row("gemm", "8x8x8", "vector", 1234);
    assertEquals(row.line(), Row.parse(row.line()).line());
    assertEquals(row.key(), Row.parse(row.line()).key());
    assertEquals(Row.HEADER.split(";").length, row.line().split(";").length);
    assertThrows(IllegalArgumentException.class, () -> Row.parse("gemm;8x8x8"));
  }

  @Test
  void fourDigitsAreKept() {
    assertEquals("1235", Row.digits(1234.6));
    assertEquals("12.35", Row.digits(12.346));
    assertEquals("0.01235", Row.digits(0.012346));
    assertEquals("0", Row.digits(0));
  }

  @Test
  void noiseIsNoChange() {
    List<Row> before = List.of(row("gemm", "8x8x8", "vector", 100));
    assertEquals(
        List.of(), Comparison.changes(before, List.of(row("gemm", "8x8x8", "vector", 114))));
    List<String> slower = Comparison.changes(before, List.of(row("gemm", "8x8x8", "vector", 130)));
    assertEquals(1, slower.size());
    assertTrue(slower.getFirst().contains("slower"), slower::toString);
    List<String> faster = Comparison.changes(before, List.of(row("gemm", "8x8x8", "vector", 70)));
    assertTrue(faster.getFirst().contains("faster"), faster::toString);
  }

  @Test
  void whatComesAndGoesIsSaid() {
    List<String> changes =
        Comparison.changes(
            List.of(row("gemm", "8x8x8", "vector", 100)), List.of(row("exp", "9", "scalar", 5)));
    assertEquals(2, changes.size());
    assertTrue(changes.get(0).contains("new"), changes::toString);
    assertTrue(changes.get(1).contains("gone"), changes::toString);
  }

  @Test
  void aFolderIsSortedMergedAndGivenItsPage(@TempDir Path folder) throws IOException {
    ResultFolder results = new ResultFolder(folder.resolve("m"));
    assertEquals(List.of(), results.rows());
    Row peak = new Row("peak", "fma", "vector", 1, 10, 11, 100, 0, 0, 0, 3, 0);
    results.merge(
        List.of(row("gemm", "8x8x8", "vector", 100), row("gemm", "8x8x8", "ejml", 300), peak),
        List.of(),
        MACHINE);
    results.merge(List.of(row("gemm", "8x8x8", "vector", 50)), List.of(table("x", "1")), MACHINE);
    List<Row> rows = results.rows();
    assertEquals(3, rows.size());
    assertEquals("ejml", rows.getFirst().implementation());
    assertEquals(50, rows.get(1).p10Ns());
    assertEquals(0.4, rows.get(1).shareOfPeak(), 1e-9);
    String page = Files.readString(folder.resolve("m/README.md"));
    assertTrue(page.contains("| 8x8x8 | 0.05000 (40.00, 40 %)"), page);
    assertTrue(page.contains("6.00"), page);
    assertTrue(page.contains("## flow") && page.contains("| x | 1 |"), page);
    String figure = Files.readString(folder.resolve("m/roofline.svg"));
    assertTrue(figure.startsWith("<svg") && figure.contains("gemm 8x8x8"), figure);
    assertFalse(Files.readString(folder.resolve("m/environment.txt")).isEmpty());
  }

  private static Table table(String... row) {
    return new Table("flow-seconds", 1, List.of("flow", "ours"), List.of(List.of(row)));
  }

  @Test
  void tablesAreMergedByTheirKey(@TempDir Path folder) throws IOException {
    table("x", "1").write(folder);
    Table read = Table.read(folder.resolve("flow-seconds.csv"));
    assertEquals(table("x", "1"), read);
    assertEquals(table("x", "2"), read.merged(table("x", "2")));
    assertEquals(
        List.of(List.of("x", "1"), List.of("y", "3")), read.merged(table("y", "3")).rows());
    assertThrows(IllegalArgumentException.class, () -> table("x"));
  }

  @Test
  void thisMachineHasAName() throws IOException {
    assertTrue(Environment.here().machine().matches("[a-z0-9-]+core"));
  }
}
