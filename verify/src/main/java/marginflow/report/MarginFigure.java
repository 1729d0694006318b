package marginflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginflow.certificate.verdict.MarginBound;
import marginflow.io.run.FlowState;
import marginflow.io.run.Quantity;
import marginflow.report.Mark.Point;
import marginflow.report.Series.Style;

/** Normalized and smoothed margin against the horizon, below the bound on the best margin. */
final class MarginFigure {

  private MarginFigure() {}

  /** Draws it, if the run has a horizon and its network margins. */
  static Optional<Drawing> of(RunData run) {
    List<FlowState> rows = Horizon.rows(run);
    boolean margins =
        rows.stream().anyMatch(r -> Double.isFinite(r.value(Quantity.NORMALIZED_MARGIN)));
    return Horizon.isReached(run) && margins
        ? Optional.of(chart(run, rows).draw())
        : Optional.empty();
  }

  private static Chart chart(RunData run, List<FlowState> rows) {
    Axis x = Axis.log(Horizon.LABEL, rows.stream().mapToDouble(FlowState::horizon));
    List<Series> series = new ArrayList<>();
    run.certificate()
        .flatMap(c -> c.marginBound())
        .map(MarginBound::upper)
        .filter(Double::isFinite)
        .ifPresent(bound ->
            series.add(
                new Series(
                    "upper bound",
                    Style.DASHED,
                    Ink.FAINT,
                    List.of(new Point(x.min(), bound), new Point(x.max(), bound)))));
    series.add(
        Horizon.series("normalized γ", Style.LINE, Ink.FIRST, rows, Quantity.NORMALIZED_MARGIN));
    series.add(
        Horizon.series("smoothed γ̃", Style.LINE, Ink.SECOND, rows, Quantity.SMOOTHED_MARGIN));
    Axis y =
        Axis.linear(
            "normalized margin",
            series.stream().flatMap(s -> s.points().stream()).mapToDouble(Point::y));
    return new Chart(
        "Normalized and smoothed margin against the horizon, minus the decimal logarithm of the"
            + " loss",
        x,
        y,
        series);
  }
}
