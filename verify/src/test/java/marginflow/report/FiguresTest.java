package marginflow.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import marginflow.io.run.Quantity;
import marginflow.report.Mark.Clip;
import marginflow.report.Mark.Dot;
import marginflow.report.Mark.Line;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void aRunThatSeparatesIsShownAgainstItsHorizon() {
    Map<String, Drawing> figures = Figures.of(ToyRun.of(2));
    assertEquals(Set.of("margin", "loss", "kkt", "steps", "plane"), figures.keySet());
    figures.keySet().stream()
        .filter(name -> !name.equals("plane"))
        .forEach(name -> assertTrue(lines(figures, name) > 0, name));
  }

  /** Also while it goes on: the same figures are those of the live page. */
  @Test
  void aRunThatDoesNotSeparateShowsLossAndNormAgainstTime() {
    RunData run = ToyRun.early(2);
    assertTrue(run.trace().getLast().horizon() < Horizon.FIRST, "the toy has separated its data");
    Map<String, Drawing> figures = Figures.of(run);
    assertEquals(Set.of("loss", "norm", "steps", "plane"), figures.keySet());
    for (String name : List.of("loss", "norm", "steps")) {
      assertTrue(lines(figures, name) > 0, name);
    }
    assertFalse(Report.livePage(run, 3).contains("nothing to show"));
  }

  @Test
  void everyResidualHasAMarker() {
    RunData run = ToyRun.of(2);
    long residuals =
        Horizon.rows(run).stream().filter(r -> r.value(Quantity.KKT_RESIDUAL) > 0).count();
    List<Mark> data = data(Figures.of(run), "kkt");
    assertEquals(residuals, data.stream().filter(Dot.class::isInstance).count());
  }

  private static long lines(Map<String, Drawing> figures, String name) {
    return data(figures, name).stream()
        .filter(mark -> mark instanceof Line line && line.points().size() > 1)
        .count();
  }

  private static List<Mark> data(Map<String, Drawing> figures, String name) {
    return Objects.requireNonNull(figures.get(name), name).marks().stream()
        .filter(mark -> mark instanceof Clip clip && clip.name().equals("data"))
        .flatMap(mark -> ((Clip) mark).marks().stream())
        .toList();
  }
}
