package marginflow.report;

import java.util.List;
import marginflow.report.Mark.Point;

/**
 * Points of a chart in the numbers of its axes. Points that are not finite interrupt a line.
 *
 * @param name what the legend says
 * @param style how it is drawn
 * @param ink its colour
 * @param points in the order to join them
 */
public record Series(String name, Style style, Ink ink, List<Point> points) {

  /** How a series is drawn. */
  public enum Style {
    /** A line. */
    LINE,
    /** A dashed line. */
    DASHED,
    /** Ticks at the foot of the chart, one row per series; only x counts. */
    RUG
  }

  /** Copies the points. */
  public Series {
    points = List.copyOf(points);
  }
}
