package marginflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import marginflow.flow.event.FlowEvent;
import marginflow.io.run.Quantity;
import marginflow.report.Mark.Point;
import marginflow.report.Series.Style;

/** The size of every accepted step, with the kinks met on the way. */
final class StepFigure {

  private StepFigure() {}

  /** Draws it, if the run has taken steps. */
  static Optional<Drawing> of(RunData run) {
    List<Point> sizes =
        run.trace().stream()
            .map(r -> new Point(r.step(), r.value(Quantity.STEP_SIZE)))
            .filter(p -> p.y() > 0)
            .toList();
    return sizes.isEmpty() ? Optional.empty() : Optional.of(chart(run, sizes).draw());
  }

  private static Chart chart(RunData run, List<Point> sizes) {
    List<Series> series = new ArrayList<>();
    series.add(new Series("step size", Style.LINE, Ink.FIRST, sizes));
    addRug(run, series, "crossings", Ink.THIRD, kind -> kind.name().startsWith("CROSS"));
    addRug(run, series, "slides", Ink.SECOND, kind -> kind == FlowEvent.Kind.SLIDE);
    addRug(run, series, "releases", Ink.FOURTH, kind -> kind.name().startsWith("RELEASE"));
    double last = sizes.stream().mapToDouble(Point::x).max().orElse(1);
    return new Chart(
        "Size of every accepted step, with the kinks met on the way",
        new Axis("accepted step", Axis.Scale.LINEAR, 0, Math.max(1, last)),
        Axis.log("step size", sizes.stream().mapToDouble(Point::y)),
        series);
  }

  private static void addRug(
      RunData run, List<Series> series, String name, Ink ink, Predicate<FlowEvent.Kind> kinds) {
    List<Point> points =
        run.events().stream()
            .filter(e -> kinds.test(e.kind()))
            .map(e -> new Point(e.step(), 0))
            .toList();
    if (!points.isEmpty()) {
      series.add(new Series(name, Style.RUG, ink, points));
    }
  }
}
