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
    /** A line with a marker at every point: for few points. */
    MARKED,
    /** A dashed line. */
    DASHED,
    /** A dashed line with a marker at every point. */
    DASHED_MARKED,
    /** Ticks at the foot of the chart, one row per series; only x counts. */
    RUG;

    boolean isDashed() {
      return this == DASHED || this == DASHED_MARKED;
    }

    boolean isMarked() {
      return this == MARKED || this == DASHED_MARKED;
    }
  }

  /** Copies the points. */
  public Series {
    points = List.copyOf(points);
  }
}
