package marginflow.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import marginflow.certificate.verdict.Verdict;
import marginflow.report.SvgWriter;
import org.junit.jupiter.api.Test;

/** A few flows of the census, counted. */
final class CensusTest {

  @Test
  void theGridHasAThousandFlowsOfDifferentNames() {
    List<CensusCase> grid = CensusCase.grid(30);
    assertTrue(grid.size() >= 1000, "flows " + grid.size());
    assertEquals(grid.size(), new HashSet<>(grid.stream().map(CensusCase::name).toList()).size());
  }

  @Test
  void flowsAreRunAndCounted() {
    List<CensusCase> cases =
        List.of(
            new CensusCase(CensusCase.Labels.LINEAR, 8, 2, 0.3, 4, 0.1, 0, -1e4),
            new CensusCase(CensusCase.Labels.LINEAR, 8, 2, 0.3, 4, 0.1, 1, -1e4),
            new CensusCase(CensusCase.Labels.RANDOM, 12, 2, 0, 1, 0.1, 0, -1e4));
    List<CensusRow> rows = cases.stream().map(CensusRow::of).toList();
    for (CensusRow row : rows.subList(0, 2)) {
      assertTrue(row.exact(), row.toString());
      assertTrue(row.ratio() > 0 && row.ratio() <= 1 + 1e-9, row.toString());
      assertTrue(row.limitMargin() >= row.margin() * (1 - 1e-3), row.toString());
    }
    assertFalse(rows.get(2).separated(), rows.get(2).toString());
    CensusTable table = new CensusTable(cases, rows);
    var cells = table.document().get("cells");
    assertEquals(2, cells.size());
    assertEquals(2, cells.get(0).get("separated").asInt());
    int judged = 0;
    for (Verdict verdict : Verdict.values()) {
      judged += cells.get(0).get(verdict.id()).asInt();
    }
    assertEquals(2, judged);
    assertTrue(table.sentence().startsWith("Of 3 flows 2 separate"), table.sentence());
    assertTrue(table.cellsPage().contains("| linear | 8, 2 | 0.3 | 4 |"), table.cellsPage());
    assertTrue(SvgWriter.write(table.figure(CensusCase.Labels.LINEAR), "f").contains("width 4"));
  }

  @Test
  void aRowIsReadAsItWasWritten() {
    CensusRow row = CensusRow.of(new CensusCase(CensusCase.Labels.LINEAR, 6, 2, 0, 3, 1, 5, -1e3));
    assertEquals(row.fields(), CensusRow.of(row.fields()).fields());
    List<String> half = row.fields().subList(0, row.fields().size() - 1);
    assertThrows(IllegalArgumentException.class, () -> CensusRow.of(half));
  }
}
