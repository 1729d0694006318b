package marginflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import marginflow.report.Mark.Point;

/** Lines made short enough to write, with nothing lost that an eye could see. */
final class Polylines {

  /** Width of the columns in which {@link #thin} looks for extremes, picture units. */
  private static final double COLUMN = 0.5;

  private Polylines() {}

  /** Cuts a line where a point is not finite; pieces have at least one point. */
  static List<List<Point>> pieces(List<Point> points) {
    List<List<Point>> pieces = new ArrayList<>();
    List<Point> piece = new ArrayList<>();
    for (Point p : points) {
      if (Double.isFinite(p.x()) && Double.isFinite(p.y())) {
        piece.add(p);
      } else if (!piece.isEmpty()) {
        pieces.add(piece);
        piece = new ArrayList<>();
      }
    }
    if (!piece.isEmpty()) {
      pieces.add(piece);
    }
    return pieces;
  }

  /**
   * Of every run of points in one column of the picture keeps the first, the lowest, the highest
   * and the last.
   */
  static List<Point> thin(List<Point> points) {
    List<Point> kept = new ArrayList<>();
    int start = 0;
    while (start < points.size()) {
      double column = Math.floor(points.get(start).x() / COLUMN);
      int end = start + 1;
      while (end < points.size() && Math.floor(points.get(end).x() / COLUMN) == column) {
        end++;
      }
      keepExtremes(points, start, end, kept);
      start = end;
    }
    return kept;
  }

  private static void keepExtremes(List<Point> points, int start, int end, List<Point> kept) {
    int low = start;
    int high = start;
    for (int i = start; i < end; i++) {
      low = points.get(i).y() < points.get(low).y() ? i : low;
      high = points.get(i).y() > points.get(high).y() ? i : high;
    }
    for (int i = start; i < end; i++) {
      if (i == start || i == low || i == high || i == end - 1) {
        kept.add(points.get(i));
      }
    }
  }

  /** The distinct positions among values, to a column's width, ascending. */
  static DoubleStream columns(DoubleStream values) {
    return values.map(v -> COLUMN * Math.rint(v / COLUMN)).sorted().distinct();
  }

  /**
   * Drops points of a closed ring that lie within a distance of the chord that replaces them
   * (Douglas and Peucker).
   */
  static List<Point> simplify(List<Point> ring, double distance) {
    int n = ring.size();
    if (n < 5) {
      return ring;
    }
    boolean[] keep = new boolean[n];
    int far = n / 2;
    keep[0] = true;
    keep[far] = true;
    mark(ring, 0, far, distance, keep);
    mark(ring, far, n, distance, keep);
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      if (keep[i]) {
        kept.add(ring.get(i));
      }
    }
    return kept;
  }

  private static void mark(List<Point> ring, int from, int to, double distance, boolean[] keep) {
    Point a = ring.get(from);
    Point b = ring.get(to % ring.size());
    double worst = distance;
    int at = -1;
    for (int i = from + 1; i < to; i++) {
      double d = distanceToChord(ring.get(i), a, b);
      if (d > worst) {
        worst = d;
        at = i;
      }
    }
    if (at >= 0) {
      keep[at] = true;
      mark(ring, from, at, distance, keep);
      mark(ring, at, to, distance, keep);
    }
  }

  private static double distanceToChord(Point p, Point a, Point b) {
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    double length = Math.hypot(dx, dy);
    return length > 0
        ? Math.abs((p.x() - a.x()) * dy - (p.y() - a.y()) * dx) / length
        : Math.hypot(p.x() - a.x(), p.y() - a.y());
  }
}
