package marginflow.certificate.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import marginflow.certificate.problem.SignedPoints;
import marginflow.certificate.problem.Structure;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;

/** Best margins known in closed form, and none beaten by sampling. */
final class BestMarginTest {

  private static final double[][] V2 = {{1, 0.25}, {-1, 0.25}};

  @Test
  void reluOnTheTwoPointsOfTheorem32() {
    BestMargin best = twoLayer(V2, new double[] {1, 1}, 0, 2);
    assertBound(Math.sqrt(17) / 16, best, 1e-11);
    assertEquals(Math.sqrt(17) / 2, best.escapeRate().orElseThrow(), 1e-13);
  }

  @Test
  void theHintDoesNotMoveTheBestMargin() {
    double[][] hint = {{1, 0.25}, {-1, 0.25}, {0, 4}};
    assertBound(0.235269127806, twoLayer(hint, new double[] {1, 1, 1}, 0.1, 20), 1e-10);
    assertBound(0.15625, twoLayer(hint, new double[] {1, 1, 1}, 0.5, 20), 1e-10);
    double[][] five = {{1, 0.5}, {-1, 0.5}, {1, -0.5}, {-1, -0.5}, {0, 6}};
    assertBound(0.1875, twoLayer(five, new double[] {1, 1, -1, -1, 1}, 0.5, 20), 1e-10);
  }

  @Test
  void symmetricDataAgreeWithTheGeneralBound() {
    double[][] x = {{1, 0.3}, {-1, -0.3}, {0.2, 2}, {-0.2, -2}};
    double[] y = {1, -1, 1, -1};
    SignedPoints data = new SignedPoints(List.of(x), y);
    assertTrue(data.symmetric());
    BestMargin known = TwoLayerMargins.symmetric(data, 0.3);
    BestMargin general = twoLayer(x, y, 0.3, 8);
    assertEquals(known.upper(), general.upper(), 1e-10 * known.upper());
    assertEquals(known.attained(), general.attained(), 1e-10 * known.upper());
  }

  @Test
  void diagonalNets() {
    SignedPoints v3 = new SignedPoints(List.of(new double[][] {{1, 2}}), new double[] {1});
    assertBound(1, LinearMargins.diagonal(v3, 2).orElseThrow(), 1e-13);
    SignedPoints v5 = new SignedPoints(List.of(new double[][] {{1, 1}}), new double[] {1});
    assertBound(Math.pow(3, -1.5), LinearMargins.diagonal(v5, 3).orElseThrow(), 1e-9);
  }

  @Test
  void linearNetsOfEachDepth() {
    SignedPoints data = new SignedPoints(List.of(V2), new double[] {1, 1});
    for (int depth = 1; depth <= 4; depth++) {
      BestMargin best = LinearMargins.fullyConnected(data, depth);
      assertBound(Math.pow(depth, -depth / 2.0) / 4, best, 1e-14);
    }
  }

  @Test
  void noSampledDiagonalNetBeatsTheBound() {
    Random random = new Random(5);
    List<double[]> points = HardMarginTest.separable(8, 3, 0.1, 5);
    double[] y = new double[8];
    java.util.Arrays.fill(y, 1);
    SignedPoints data = new SignedPoints(points, y);
    for (int depth = 2; depth <= 4; depth++) {
      BestMargin best = LinearMargins.diagonal(data, depth).orElseThrow();
      for (int s = 0; s < 20_000; s++) {
        double[] beta = random.doubles(3, -1, 1).toArray();
        double cost = 0;
        for (double b : beta) {
          cost += Math.pow(Math.abs(b), 2.0 / depth);
        }
        double least = Double.POSITIVE_INFINITY;
        for (double[] p : points) {
          least = Math.min(least, Vectors.dot(beta, p));
        }
        assertTrue(least * Math.pow(depth * cost, -depth / 2.0) <= best.upper());
      }
    }
  }

  private static void assertBound(double expected, BestMargin best, double tolerance) {
    assertEquals(expected, best.upper(), tolerance * expected + 1e-12);
    assertEquals(expected, best.attained(), tolerance * expected + 1e-12);
    assertTrue(best.attained() <= best.upper());
  }

  private static BestMargin twoLayer(double[][] x, double[] y, double alpha, int width) {
    double[] lambda = new double[y.length];
    java.util.Arrays.fill(lambda, 0, 2, 2);
    List<double[]> start =
        List.of(
            new double[] {0, 1}, new double[] {0, -1}, new double[] {1, 0.1}, new double[] {-1, 0});
    return TwoLayerMargins.of(
        new SignedPoints(List.of(x), y),
        new Structure.TwoLayer(2, width, alpha),
        lambda,
        start,
        1e-3,
        100_000);
  }
}
