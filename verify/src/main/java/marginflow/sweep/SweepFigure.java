package marginflow.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import marginflow.report.Axis;
import marginflow.report.Chart;
import marginflow.report.Drawing;
import marginflow.report.Ink;
import marginflow.report.Mark.Point;
import marginflow.report.Series;
import marginflow.report.Series.Style;

/** Normalized margins of a sweep against the axis of most values, their spread over all others. */
public final class SweepFigure {

  /** The first hidden width of a fully connected network. */
  private static final Pattern HIDDEN = Pattern.compile(":[^-]+-(\\d+)-");

  private static final Pattern LEAK = Pattern.compile("leaky-relu\\(([^)]+)\\)");

  private SweepFigure() {}

  /** A number that cells differ in. */
  private record Dimension(String name, boolean isLog, ToDoubleFunction<Cell> value) {}

  private static final List<Dimension> DIMENSIONS =
      List.of(
          new Dimension("hidden width", true, cell -> number(HIDDEN, cell.net())),
          new Dimension("standard deviation of the start", true, Cell::initScale),
          new Dimension("slope of the leaky ReLU", false, cell -> number(LEAK, cell.net())),
          new Dimension("seed", false, Cell::seed));

  private static double number(Pattern pattern, String net) {
    Matcher found = pattern.matcher(net);
    return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
  }

  /** Draws the figure; the seed is the axis only where nothing else varies. */
  public static Drawing draw(List<Row> rows) {
    Dimension dimension = DIMENSIONS.getLast();
    long most = 1;
    for (Dimension candidate : DIMENSIONS.subList(0, DIMENSIONS.size() - 1)) {
      long values =
          rows.stream()
              .mapToDouble(row -> candidate.value().applyAsDouble(row.cell()))
              .filter(value -> !Double.isNaN(value))
              .distinct()
              .count();
      if (values > most) {
        most = values;
        dimension = candidate;
      }
    }
    return chart(rows, dimension).draw();
  }

  private static Chart chart(List<Row> rows, Dimension dimension) {
    Map<Double, List<Row>> groups =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> dimension.value().applyAsDouble(row.cell()),
                    TreeMap::new,
                    Collectors.toList()));
    groups.remove(Double.NaN);
    // Values at which no flow separated its data have no margin, and no place on the axis.
    groups.values().removeIf(cells -> Double.isNaN(Summary.spread(cells)[1]));
    List<Series> series =
        List.of(
            line("largest", Style.DASHED_MARKED, Ink.SECOND, groups, 2),
            line("median", Style.MARKED, Ink.FIRST, groups, 1),
            line("smallest", Style.DASHED_MARKED, Ink.THIRD, groups, 0));
    Axis x =
        dimension.isLog()
            ? Axis.log(dimension.name(), groups.keySet().stream().mapToDouble(v -> v))
            : Axis.linear(dimension.name(), groups.keySet().stream().mapToDouble(v -> v));
    Axis y =
        Axis.linear(
            "normalized margin",
            series.stream().flatMap(s -> s.points().stream()).mapToDouble(Point::y));
    return new Chart(
        "Normalized margin against the %s, spread over all else".formatted(dimension.name()),
        x,
        y,
        series);
  }

  private static Series line(
      String name, Style style, Ink ink, Map<Double, List<Row>> groups, int which) {
    List<Point> points = new ArrayList<>();
    groups.forEach((value, rows) -> points.add(new Point(value, Summary.spread(rows)[which])));
    return new Series(name, style, ink, points);
  }
}
