package marginflow.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import marginflow.report.Chart;
import marginflow.report.Drawing;
import marginflow.report.Ink;
import marginflow.report.Mark.Point;
import marginflow.report.Series;
import marginflow.report.Series.Style;

/**
 * Normalized margins of a sweep against the numeric axis of most values, their spread over all
 * others; the seed is the axis only where nothing else varies.
 */
public final class SweepFigure {

  private final Axis axis;
  private final Map<Double, List<Double>> margins = new TreeMap<>();

  /** A figure of a description, with no row yet. */
  public SweepFigure(Description description) {
    this.axis =
        description.varying().stream()
            .filter(candidate -> candidate.isNumber() && !candidate.isRepetition())
            .max(Comparator.comparingLong(description::values))
            .orElse(Axis.SEED);
  }

  /** Takes a row; one that did not separate its data has no margin, and no place. */
  public void add(Row row) {
    OptionalDouble margin = row.number("normalized_margin");
    OptionalDouble value = row.number(axis.column());
    if (margin.isPresent() && value.isPresent()) {
      margins
          .computeIfAbsent(value.getAsDouble(), key -> new ArrayList<>())
          .add(margin.getAsDouble());
    }
  }

  /** Draws what was taken. */
  public Drawing draw() {
    List<Series> series =
        List.of(
            line("largest", Style.DASHED_MARKED, Ink.SECOND, 2),
            line("median", Style.MARKED, Ink.FIRST, 1),
            line("smallest", Style.DASHED_MARKED, Ink.THIRD, 0));
    marginflow.report.Axis x = Columns.axis(axis.label(), margins.keySet());
    marginflow.report.Axis y =
        marginflow.report.Axis.linear(
            "normalized margin",
            series.stream().flatMap(s -> s.points().stream()).mapToDouble(Point::y));
    return new Chart(
            "Normalized margin against the %s, spread over all else".formatted(axis.label()),
            x,
            y,
            series)
        .draw();
  }

  private Series line(String name, Style style, Ink ink, int which) {
    List<Point> points = new ArrayList<>();
    margins.forEach((value, all) -> {
      double[] ascending = all.stream().mapToDouble(m -> m).sorted().toArray();
      points.add(new Point(value, Summary.spread(ascending)[which]));
    });
    return new Series(name, style, ink, points);
  }
}
