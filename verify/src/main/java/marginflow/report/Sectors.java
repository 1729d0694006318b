package marginflow.report;

import java.util.ArrayList;
import java.util.List;
import marginflow.report.Mark.Point;

/**
 * The region where a positively homogeneous function of the plane is positive: sectors around 0,
 * known from its values on a circle alone. Networks without biases are such functions, and their
 * boundary is a set of rays; a grid would fray it where rays are close.
 */
final class Sectors {

  /** Outer corners of a sector are at most this far apart, so that no chord comes near the view. */
  private static final double WIDEST_CHORD = Math.PI / 6;

  private Sectors() {}

  /**
   * Finds the sectors.
   *
   * @param values at the angles {@code 2π i / values.length}
   * @param reach distance from 0 that the sectors are drawn to
   * @return closed rings, one per sector
   */
  static List<List<Point>> rings(double[] values, double reach) {
    int n = values.length;
    List<Double> edges = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < n; i++) {
      double a = values[i];
      double b = values[(i + 1) % n];
      if (a > 0 != b > 0) {
        if (edges.isEmpty()) {
          start = b > 0 ? 0 : 1;
        }
        edges.add(2 * Math.PI * (i + a / (a - b)) / n);
      }
    }
    if (edges.isEmpty()) {
      return values[0] > 0 ? List.of(fan(0, 2 * Math.PI, reach)) : List.of();
    }
    List<List<Point>> rings = new ArrayList<>();
    for (int e = start; e < edges.size(); e += 2) {
      double from = edges.get(e);
      double to = edges.get((e + 1) % edges.size());
      rings.add(fan(from, to > from ? to : to + 2 * Math.PI, reach));
    }
    return rings;
  }

  private static List<Point> fan(double from, double to, double reach) {
    int chords = Math.max(1, (int) Math.ceil((to - from) / WIDEST_CHORD));
    List<Point> ring = new ArrayList<>();
    ring.add(new Point(0, 0));
    for (int c = 0; c <= chords; c++) {
      double angle = from + (to - from) * c / chords;
      ring.add(new Point(reach * Math.cos(angle), reach * Math.sin(angle)));
    }
    return ring;
  }
}
