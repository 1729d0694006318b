package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NonNegativeLeastSquaresTest {

  @Test
  void projectsOnTheQuadrant() {
    var cone = Cone.of(List.of(new double[] {1, 0}, new double[] {0, 1}), 2);
    var projection = NonNegativeLeastSquares.project(cone, new double[] {3, -4});
    assertEquals(4, projection.distance(), 1e-15);
    assertEquals(List.of(0), projection.keys());
    assertEquals(3, projection.weights()[0], 1e-15);
  }

  @Test
  void residualIsInThePolarCone() {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      int d = 1 + random.nextInt(12);
      List<double[]> columns = new ArrayList<>();
      for (int j = 0; j < 1 + random.nextInt(40); j++) {
        columns.add(gaussian(random, d));
      }
      double[] b = gaussian(random, d);
      var projection = NonNegativeLeastSquares.project(Cone.of(columns, d), b);
      for (double[] column : columns) {
        assertTrue(Vectors.dot(column, projection.residual()) < 1e-13, "seed " + seed);
      }
      for (double weight : projection.weights()) {
        assertTrue(weight > 0, "seed " + seed);
      }
      double[] image = Vectors.minus(b, projection.residual());
      double[] sum = new double[d];
      for (int k = 0; k < projection.weights().length; k++) {
        assertEquals(columns.get(projection.keys().get(k)), projection.columns().get(k));
        Vectors.addScaled(projection.weights()[k], projection.columns().get(k), sum);
      }
      assertEquals(projection.weights().length, projection.keys().size());
      assertEquals(0, Vectors.norm(Vectors.minus(sum, image)), 1e-12, "seed " + seed);
      assertEquals(0, Vectors.dot(image, projection.residual()), 1e-13, "seed " + seed);
    }
  }

  @Test
  void repeatedColumnsDoNoHarm() {
    double[] a = {1, 2, 3};
    var projection =
        NonNegativeLeastSquares.project(Cone.of(List.of(a, a.clone(), a.clone()), 3), a);
    assertEquals(0, projection.distance(), 1e-15);
  }

  @Test
  void boxSolutionSatisfiesItsConditions() {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      int d = 1 + random.nextInt(8);
      int k = 1 + random.nextInt(20);
      List<double[]> columns = new ArrayList<>();
      double[] upper = new double[k];
      for (int j = 0; j < k; j++) {
        columns.add(gaussian(random, d));
        upper[j] = random.nextBoolean() ? Double.POSITIVE_INFINITY : random.nextDouble();
      }
      var solution = BoxLeastSquares.solve(columns, upper, gaussian(random, d));
      for (int j = 0; j < k; j++) {
        double slope = Vectors.dot(columns.get(j), solution.residual());
        double x = solution.x()[j];
        assertTrue(x >= 0 && x <= upper[j], "seed " + seed);
        assertTrue(x == upper[j] || slope < 1e-12, "seed " + seed);
        assertTrue(x == 0 || slope > -1e-12, "seed " + seed);
      }
    }
  }

  private static double[] gaussian(Random random, int d) {
    return random.doubles(d, -1, 1).toArray();
  }
}
