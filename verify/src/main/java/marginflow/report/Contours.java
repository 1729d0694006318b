package marginflow.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginflow.report.Mark.Point;

/**
 * Marching squares: the region where a sampled function is positive, as closed rings. The function
 * counts as negative outside the grid, so that every ring closes.
 */
final class Contours {

  private final double[] values;
  private final int columns;
  private final int rows;

  /** For every grid edge, the edge that its ring goes to next, or −1. */
  private final int[] next;

  private final Point[] crossing;

  private Contours(double[] values, int columns, int rows) {
    this.values = values;
    this.columns = columns;
    this.rows = rows;
    this.next = new int[2 * (columns + 2) * (rows + 2)];
    this.crossing = new Point[next.length];
  }

  /**
   * Finds the rings.
   *
   * @param values rows × columns, row-major
   * @param columns points along a row
   * @param rows number of rows
   * @return rings of grid coordinates: x is a column number, y a row number, both with fractions
   */
  static List<List<Point>> rings(double[] values, int columns, int rows) {
    Contours contours = new Contours(values, columns, rows);
    contours.march();
    return contours.collect();
  }

  private void march() {
    Arrays.fill(next, -1);
    for (int j = -1; j < rows; j++) {
      for (int i = -1; i < columns; i++) {
        cell(i, j);
      }
    }
  }

  /** Directs a segment through one cell so that positive corners lie on its left. */
  private void cell(int i, int j) {
    int foot = horizontal(i, j);
    int head = horizontal(i, j + 1);
    int left = vertical(i, j);
    int right = vertical(i + 1, j);
    int corners =
        (positive(i, j) ? 1 : 0)
            | (positive(i + 1, j) ? 2 : 0)
            | (positive(i + 1, j + 1) ? 4 : 0)
            | (positive(i, j + 1) ? 8 : 0);
    switch (corners) {
      case 1 -> next[foot] = left;
      case 2 -> next[right] = foot;
      case 3 -> next[right] = left;
      case 4 -> next[head] = right;
      case 6 -> next[head] = foot;
      case 7 -> next[head] = left;
      case 8 -> next[left] = head;
      case 9 -> next[foot] = head;
      case 11 -> next[right] = head;
      case 12 -> next[left] = right;
      case 13 -> next[foot] = right;
      case 14 -> next[left] = foot;
      case 5 -> {
        boolean joined = middle(i, j) > 0;
        next[foot] = joined ? right : left;
        next[head] = joined ? left : right;
      }
      case 10 -> {
        boolean joined = middle(i, j) > 0;
        next[left] = joined ? foot : head;
        next[right] = joined ? head : foot;
      }
      default -> {
        return;
      }
    }
    cross(foot, i, j, i + 1, j);
    cross(head, i, j + 1, i + 1, j + 1);
    cross(left, i, j, i, j + 1);
    cross(right, i + 1, j, i + 1, j + 1);
  }

  private void cross(int edge, int i0, int j0, int i1, int j1) {
    if (positive(i0, j0) != positive(i1, j1)) {
      double a = value(i0, j0);
      double b = value(i1, j1);
      double share = Double.isNaN(a) || Double.isNaN(b) ? 0.5 : a / (a - b);
      crossing[edge] = new Point(i0 + share * (i1 - i0), j0 + share * (j1 - j0));
    }
  }

  private List<List<Point>> collect() {
    List<List<Point>> rings = new ArrayList<>();
    for (int start = 0; start < next.length; start++) {
      if (next[start] >= 0) {
        List<Point> ring = new ArrayList<>();
        int edge = start;
        while (next[edge] >= 0) {
          ring.add(crossing[edge]);
          int to = next[edge];
          next[edge] = -1;
          edge = to;
        }
        rings.add(ring);
      }
    }
    return rings;
  }

  private double middle(int i, int j) {
    return value(i, j) + value(i + 1, j) + value(i, j + 1) + value(i + 1, j + 1);
  }

  private boolean positive(int i, int j) {
    return value(i, j) > 0;
  }

  /** The function at a grid point, NaN outside. */
  private double value(int i, int j) {
    return i < 0 || j < 0 || i >= columns || j >= rows ? Double.NaN : values[j * columns + i];
  }

  private int horizontal(int i, int j) {
    return 2 * ((j + 1) * (columns + 2) + i + 1);
  }

  private int vertical(int i, int j) {
    return horizontal(i, j) + 1;
  }
}
