package marginflow.report;

import java.util.List;
import java.util.Optional;
import marginflow.io.run.FlowState;
import marginflow.io.run.Quantity;
import marginflow.report.Series.Style;

/** The KKT residual against the horizon, a marker at every step where it was computed. */
final class KktFigure {

  private KktFigure() {}

  /** Draws it, if the run has a residual on its horizon. */
  static Optional<Drawing> of(RunData run) {
    List<FlowState> rows =
        Horizon.rows(run).stream().filter(r -> r.value(Quantity.KKT_RESIDUAL) > 0).toList();
    return rows.isEmpty() ? Optional.empty() : Optional.of(chart(rows).draw());
  }

  private static Chart chart(List<FlowState> rows) {
    return new Chart(
        "KKT residual against the horizon, minus the decimal logarithm of the loss",
        Axis.log(Horizon.LABEL, rows.stream().mapToDouble(FlowState::horizon)),
        Axis.log("KKT residual ε", rows.stream().mapToDouble(r -> r.value(Quantity.KKT_RESIDUAL))),
        List.of(
            Horizon.series("KKT residual", Style.MARKED, Ink.FIRST, rows, Quantity.KKT_RESIDUAL)));
  }
}
