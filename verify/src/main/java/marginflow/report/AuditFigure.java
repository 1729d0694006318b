package marginflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginflow.io.run.AuditFile;
import marginflow.io.run.FlowState;
import marginflow.report.Mark.Point;
import marginflow.report.Series.Style;

/**
 * What an audit found along a run, against physical time: the defect of every step, the distance
 * from the run at a hundredth of the tolerance and from tiny steps, with the steps and the kinks
 * met.
 */
final class AuditFigure {

  /** The first {@code log₁₀(1 + t)} shown: earlier the flow has hardly begun. */
  private static final double FIRST = 1e-3;

  /** What is less is rounding. */
  private static final double LEAST = 1e-16;

  private AuditFigure() {}

  /** Draws it, if the run was audited. */
  static Optional<Drawing> of(RunData run) {
    return run.audit().isEmpty() ? Optional.empty() : Optional.of(draw(run));
  }

  private static Drawing draw(RunData run) {
    List<Series> series = new ArrayList<>();
    add(run, AuditFile.Kind.DEFECT, "defect", Style.LINE, Ink.FIRST, series);
    add(run, AuditFile.Kind.DISTANCE, "finer", Style.LINE, Ink.SECOND, series);
    add(run, AuditFile.Kind.BRUTE_FORCE, "tiny", Style.DASHED, Ink.THIRD, series);
    List<FlowState> shown =
        run.trace().stream().filter(row -> time(row.logTime()) >= FIRST).toList();
    rug("steps", Ink.FAINT, shown.stream().map(row -> time(row.logTime())).toList(), series);
    rug("kinks", Ink.FOURTH, kinks(run), series);
    Axis x = Axis.log("log₁₀ (1 + t)", shown.stream().mapToDouble(row -> time(row.logTime())));
    Axis y =
        Axis.log(
            "relative to ‖θ‖",
            series.stream()
                .filter(s -> s.style() != Style.RUG)
                .flatMap(s -> s.points().stream())
                .mapToDouble(Point::y));
    return new Chart(
            "Defect of every step and distance from a run at a hundredth of the tolerance (finer)"
                + " and from tiny steps (tiny), against physical time, with the steps and the kinks"
                + " met",
            x,
            y,
            series)
        .draw();
  }

  /** {@code log₁₀(1 + t)} for any t: t itself where it is small, its logarithm where large. */
  private static double time(double logTime) {
    double log =
        logTime > 0 ? logTime + Math.log1p(Math.exp(-logTime)) : Math.log1p(Math.exp(logTime));
    return log / Math.log(10);
  }

  private static void add(
      RunData run, AuditFile.Kind kind, String name, Style style, Ink ink, List<Series> series) {
    List<Point> points =
        run.audit().stream()
            .filter(p -> p.kind() == kind && time(p.at().logTime()) >= FIRST)
            .map(p -> new Point(time(p.at().logTime()), Math.max(p.value(), LEAST)))
            .toList();
    if (!points.isEmpty()) {
      series.add(new Series(name, style, ink, points));
    }
  }

  private static void rug(String name, Ink ink, List<Double> places, List<Series> series) {
    if (!places.isEmpty()) {
      series.add(
          new Series(name, Style.RUG, ink, places.stream().map(x -> new Point(x, 0)).toList()));
    }
  }

  /** Times of the kinks, at the ends of the steps in which they were met. */
  private static List<Double> kinks(RunData run) {
    List<Double> times = new ArrayList<>();
    int row = 0;
    for (var event : run.events()) {
      while (row + 1 < run.trace().size() && run.trace().get(row).step() <= event.step()) {
        row++;
      }
      if (!run.trace().isEmpty() && time(run.trace().get(row).logTime()) >= FIRST) {
        times.add(time(run.trace().get(row).logTime()));
      }
    }
    return times;
  }
}
