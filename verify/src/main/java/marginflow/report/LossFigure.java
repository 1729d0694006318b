package marginflow.report;

import java.util.List;
import java.util.Optional;
import marginflow.report.Mark.Point;
import marginflow.report.Series.Style;

/**
 * Loss against physical time, by the decimal logarithms of both. Once the loss has fallen below 1
 * both are long, and the axes logarithmic once more; before, they are not.
 */
final class LossFigure {

  private LossFigure() {}

  /** Draws it, if the run has taken steps. */
  static Optional<Drawing> of(RunData run) {
    List<Point> points =
        run.trace().stream()
            .map(r -> new Point(r.logTime() / Math.log(10), r.log10Loss()))
            .filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()))
            .toList();
    if (points.isEmpty()) {
      return Optional.empty();
    }
    List<Point> far =
        points.stream()
            .map(p -> new Point(p.x(), -p.y()))
            .filter(p -> p.x() > Horizon.FIRST && p.y() > Horizon.FIRST)
            .toList();
    return Optional.of((Horizon.isReached(run) && far.size() > 1 ? far(far) : near(points)).draw());
  }

  private static Chart far(List<Point> points) {
    return new Chart(
        "Loss against physical time, by the decimal logarithms of both",
        Axis.log("log₁₀ t", points.stream().mapToDouble(Point::x)),
        Axis.log("−log₁₀ loss", points.stream().mapToDouble(Point::y)),
        List.of(new Series("loss", Style.LINE, Ink.FIRST, points)));
  }

  private static Chart near(List<Point> points) {
    return new Chart(
        "Loss against physical time, by the decimal logarithms of both, of a run whose loss is not"
            + " far below 1",
        Axis.linear("log₁₀ t", points.stream().mapToDouble(Point::x)),
        Axis.linear("log₁₀ loss", points.stream().mapToDouble(Point::y)),
        List.of(new Series("loss", Style.LINE, Ink.FIRST, points)));
  }
}
