package marginflow.certificate.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.network.Dataset;
import org.junit.jupiter.api.Test;

class SignedPointsTest {

  private static SignedPoints points(double[][] x, double... y) {
    return new SignedPoints(List.of(x), y);
  }

  @Test
  void copiesADataSet() {
    double[] y = {1, -1};
    SignedPoints points =
        SignedPoints.of(new Dataset(Matrix.of(new double[][] {{1, 2, 3}, {4, 5, 6}}), y));
    assertEquals(2, points.n());
    assertEquals(3, points.d());
    assertArrayEquals(new double[] {4, 5, 6}, points.x().get(1), "not turned by its label");
    assertArrayEquals(y, points.y());
    assertEquals(0, points(new double[0][]).d(), "no samples");
  }

  /** A power of two, so that changing to it rounds nothing. */
  @Test
  void theUnitIsAPowerOfTwo() {
    double third = 1.0 / 3;
    SignedPoints points = points(new double[][] {{third, 0}, {3, 4}}, 1, 1);
    assertEquals(4, points.unit(), "the longest has 5");
    assertArrayEquals(new double[] {third / 4, 0}, points.in(4).x().getFirst());
    assertEquals(1, points.in(4).unit());
    assertEquals(1, points(new double[][] {{0, 0}}, 1).unit());
    assertEquals(0.125, points(new double[][] {{0.125}, {-0.2}}, 1, 1).unit());
  }

  @Test
  void symmetricData() {
    assertTrue(
        points(new double[][] {{1, 2}, {0, 3}, {0, -3}, {-1, -2}}, 1, -1, 1, -1).symmetric());
    assertTrue(points(new double[][] {{0}, {-0.0}}, 1, -1).symmetric());
    assertFalse(points(new double[][] {{1, 2}, {-1, -2}}, 1, 1).symmetric(), "labels");
    assertFalse(points(new double[][] {{1, 2}, {-1, 2}}, 1, -1).symmetric(), "one coordinate");
    assertFalse(points(new double[][] {{1}, {-1}, {1}}, 1, -1, 1).symmetric(), "a mirror once");
    assertFalse(points(new double[][] {{0}}, 1).symmetric(), "no mirror of itself");
    assertFalse(points(new double[0][]).symmetric(), "no samples");
  }
}
