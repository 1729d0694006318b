package marginflow.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import marginflow.io.run.AuditFile;
import marginflow.io.run.FlowState;
import org.junit.jupiter.api.Test;

class AuditFigureTest {

  private static RunData audited(RunData run) {
    List<AuditFile.Point> points = new ArrayList<>();
    for (FlowState state : run.trace()) {
      for (AuditFile.Kind kind : AuditFile.Kind.values()) {
        points.add(new AuditFile.Point(kind, state, 1e-7 * state.step()));
      }
    }
    return new RunData(
        run.name(),
        run.command(),
        run.settings(),
        run.data(),
        run.labels(),
        run.architecture(),
        run.kernels(),
        run.trace(),
        run.events(),
        run.snapshots(),
        run.ending(),
        points);
  }

  @Test
  void anAuditedRunHasTheFigureAndAnotherHasNot() {
    RunData run = ToyRun.of(2);
    assertFalse(Figures.of(run).containsKey("audit"));
    RunData audited = audited(run);
    String svg = SvgWriter.write(Objects.requireNonNull(Figures.of(audited).get("audit")), "audit");
    for (String name : List.of("defect", "finer", "tiny", "steps", "kinks")) {
      assertTrue(svg.contains(">" + name + "<"), name);
    }
    assertTrue(Report.page(audited).contains("Defect of every step"));
    assertEquals(Figures.of(run).size() + 1, Figures.of(audited).size());
  }
}
