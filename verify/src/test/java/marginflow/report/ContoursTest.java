package marginflow.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import marginflow.report.Mark.Point;
import org.junit.jupiter.api.Test;

class ContoursTest {

  private static final int SIDE = 81;

  @Test
  void aDiscHasOneRingOfItsArea() {
    List<List<Point>> rings = rings((x, y) -> 25 * 25 - x * x - y * y);
    assertEquals(1, rings.size());
    assertEquals(Math.PI * 25 * 25, area(rings), 3);
  }

  @Test
  void aHoleTurnsTheOtherWay() {
    List<List<Point>> rings =
        rings((x, y) -> Math.min(30 - Math.hypot(x, y), Math.hypot(x, y) - 10));
    assertEquals(2, rings.size());
    assertEquals(Math.PI * (30 * 30 - 10 * 10), area(rings), 6);
  }

  @Test
  void oppositeQuadrantsFillHalfOfTheGrid() {
    // Half a cell is added all around, where the rings are closed outside the grid.
    assertEquals(0.5 * SIDE * SIDE, area(rings((x, y) -> x * y)), SIDE);
  }

  @Test
  void whatIsNowherePositiveHasNoRing() {
    assertEquals(0, rings((x, y) -> -1).size());
  }

  private interface Field {
    double at(double x, double y);
  }

  private static List<List<Point>> rings(Field f) {
    double[] values = new double[SIDE * SIDE];
    for (int j = 0; j < SIDE; j++) {
      for (int i = 0; i < SIDE; i++) {
        values[j * SIDE + i] = f.at(i - SIDE / 2, j - SIDE / 2);
      }
    }
    return Contours.rings(values, SIDE, SIDE);
  }

  /** Signed area, positive for rings with the region on their left. */
  private static double area(List<List<Point>> rings) {
    double twice = 0;
    for (List<Point> ring : rings) {
      for (int i = 0; i < ring.size(); i++) {
        Point a = ring.get(i);
        Point b = ring.get((i + 1) % ring.size());
        twice += a.x() * b.y() - b.x() * a.y();
      }
    }
    return twice / 2;
  }
}
