package marginflow.crosscheck.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import marginflow.crosscheck.flow.FlowRow.Judgement;
import marginflow.io.BadDataException;
import marginflow.io.run.RowTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowRowTest {

  @TempDir Path folder;

  static FlowRow row(long seed, Judgement judgement, double distance) {
    List<Double> figures = new ArrayList<>(Collections.nCopies(FlowRow.FIGURES.size(), Double.NaN));
    figures.set(FlowRow.FIGURES.indexOf("distance"), distance);
    figures.set(FlowRow.FIGURES.indexOf("bound"), 1e-3);
    return new FlowRow(
        seed, judgement, "", List.of("relu:2-1-1", "exp", "reached", "horizon-reached"), figures);
  }

  private static RowTable<Long, FlowRow> table(Path file) throws IOException {
    return new RowTable<>(file, FlowRow.TABLE);
  }

  @Test
  void goesOnWhereAWriterWasKilled() throws IOException {
    Path file = folder.resolve("problems.csv");
    RowTable<Long, FlowRow> table = table(file);
    table.add(row(3, Judgement.RIGHT, 1e-4));
    table.add(row(1, Judgement.WRONG, Double.NaN));
    String whole = Files.readString(file);
    Files.writeString(file, whole + "2,right,relu:2-1");
    RowTable<Long, FlowRow> again = table(file);
    assertTrue(again.find(1L).isPresent() && again.find(3L).isPresent());
    assertFalse(again.find(2L).isPresent());
    again.add(row(2, Judgement.AMBIGUOUS, 0.5));
    again.write(again.rows());
    assertEquals(
        List.of(1L, 2L, 3L),
        again.rows(FlowCheck.seeds(1, 3)).stream().map(FlowRow::seed).toList());
    assertEquals(
        List.of(2L), again.rows(FlowCheck.seeds(2, 1)).stream().map(FlowRow::seed).toList());
    FlowRow read = table(file).find(1L).orElseThrow();
    assertEquals(row(1, Judgement.WRONG, Double.NaN), read);
  }

  @Test
  void everyColumnHasANameOfItsOwn() {
    assertEquals(FlowRow.COLUMNS.size(), FlowRow.COLUMNS.stream().distinct().count());
  }

  @Test
  void aFileThatIsNoTableIsRefusedAndARowThatIsNotWholeLeftOut() throws IOException {
    Path file = folder.resolve("problems.csv");
    Files.writeString(file, "a,b\n1,2\n");
    assertTrue(refusal(file).contains("line 1"));
    RowTable<Long, FlowRow> table = table(folder.resolve("good.csv"));
    table.add(row(1, Judgement.RIGHT, 0));
    String good = Files.readString(folder.resolve("good.csv"));
    Files.writeString(file, good.replace("right", "splendid"));
    assertFalse(table(file).find(1L).isPresent());
  }

  private static String refusal(Path file) {
    return String.valueOf(assertThrows(BadDataException.class, () -> table(file)).getMessage());
  }

  @Test
  void theSummaryCountsAndPutsTheWorstFirst() {
    FlowCheckSummary summary =
        new FlowCheckSummary(
            List.of(
                row(1, Judgement.RIGHT, 1e-5),
                row(2, Judgement.WRONG, 1e-2),
                row(3, Judgement.WRONG, Double.NaN),
                row(4, Judgement.AMBIGUOUS, 1),
                row(5, Judgement.RIGHT, 5e-4)));
    assertEquals(2, summary.count(Judgement.WRONG));
    assertEquals(1, summary.count(Judgement.AMBIGUOUS));
    assertEquals(List.of(3L, 2L, 5L, 1L), summary.worst().stream().map(FlowRow::seed).toList());
    assertEquals(5e-4, summary.quantile(0.5));
    assertEquals(1e-2, summary.quantile(1));
    assertTrue(Double.isNaN(new FlowCheckSummary(List.of()).quantile(0.5)));
  }
}
