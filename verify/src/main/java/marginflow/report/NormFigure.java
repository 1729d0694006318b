package marginflow.report;

import java.util.List;
import java.util.Optional;
import marginflow.report.Mark.Point;
import marginflow.report.Series.Style;

/**
 * The norm of the parameters against the logarithm of physical time: what there is to see of a run
 * that has not separated its data.
 */
final class NormFigure {

  private NormFigure() {}

  /** Draws it, if the run has taken steps and has no horizon yet. */
  static Optional<Drawing> of(RunData run) {
    List<Point> points =
        run.trace().stream()
            .map(r -> new Point(r.logTime() / Math.log(10), r.norm()))
            .filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()))
            .toList();
    return points.isEmpty() || Horizon.isReached(run)
        ? Optional.empty()
        : Optional.of(chart(points).draw());
  }

  private static Chart chart(List<Point> points) {
    return new Chart(
        "Norm of the parameters against the decimal logarithm of physical time",
        Axis.linear("log₁₀ t", points.stream().mapToDouble(Point::x)),
        Axis.log("‖θ‖", points.stream().mapToDouble(Point::y)),
        List.of(new Series("norm", Style.LINE, Ink.FIRST, points)));
  }
}
