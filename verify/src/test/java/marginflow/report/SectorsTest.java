package marginflow.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import marginflow.report.Mark.Point;
import org.junit.jupiter.api.Test;

class SectorsTest {

  @Test
  void aHalfPlaneIsOneSectorAndItsEdgesAreExact() {
    // Positive around the angle 0, so that the sector runs over the end of the circle.
    List<List<Point>> rings = Sectors.rings(circle(Math::cos), 1);
    assertEquals(1, rings.size());
    List<Point> ring = rings.getFirst();
    assertEquals(new Point(0, 0), ring.getFirst());
    assertEquals(-1, ring.get(1).y(), 1e-4);
    assertEquals(1, ring.getLast().y(), 1e-4);
  }

  @Test
  void oppositeQuadrantsAreTwoSectors() {
    assertEquals(2, Sectors.rings(circle(a -> Math.sin(2 * a)), 1).size());
    assertEquals(2, Sectors.rings(circle(a -> -Math.sin(2 * a)), 1).size());
  }

  @Test
  void everythingAndNothing() {
    assertEquals(1, Sectors.rings(circle(a -> 1), 1).size());
    assertEquals(0, Sectors.rings(circle(a -> 0), 1).size());
  }

  private static double[] circle(DoubleUnaryOperator f) {
    double[] values = new double[1440];
    java.util.Arrays.setAll(values, i -> f.applyAsDouble(2 * Math.PI * (i + 0.25) / 1440));
    return values;
  }
}
