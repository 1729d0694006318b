package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against its optimality conditions, and against the orthogonal solver of the same problem. */
final class ShortestCombinationTest {

  private static final double FREE = Double.POSITIVE_INFINITY;

  @Test
  void workedByHand() {
    List<double[]> points = List.of(new double[] {1, 0}, new double[] {0, 2}, new double[] {1, 1});
    ShortestCombination problem = new ShortestCombination(points, 2);
    double[] one = {0, 0, 1};
    var free = problem.solve(new double[] {-FREE, -FREE, 1}, new double[] {0, 0, 1}, one);
    assertArrayEquals(new double[] {-1, -0.5, 1}, free.weights(), 1e-15);
    assertArrayEquals(new double[] {0, 0}, free.vector(), 1e-15);
    var bounded = problem.solve(new double[] {-0.25, 0, 1}, new double[] {0, FREE, 1}, one);
    assertArrayEquals(new double[] {-0.25, 0, 1}, bounded.weights(), 0);
    assertArrayEquals(new double[] {0.75, 1}, bounded.vector(), 0);
    assertArrayEquals(new double[] {2, 4}, problem.vector(new double[] {1, 1.5, 1}), 0);
  }

  @Test
  void randomProblemsMeetTheirConditionsFromAnyStart() {
    for (int seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int dimension = 1 + random.nextInt(40);
      int n = 1 + random.nextInt(60);
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        boolean copy = i > 0 && random.nextInt(5) == 0;
        points.add(
            copy
                ? Vectors.scaled(random.nextDouble() - 0.5, points.get(random.nextInt(i)))
                : random.doubles(dimension, -1, 1).toArray());
      }
      ShortestCombination problem = new ShortestCombination(points, dimension);
      double[] start = random.doubles(n, -2, 2).toArray();
      for (int turn = 0; turn < 3; turn++) {
        double[] lower = new double[n];
        double[] upper = new double[n];
        for (int i = 0; i < n; i++) {
          double at = random.nextDouble() * 2 - 1;
          int kind = random.nextInt(4);
          lower[i] = kind == 0 ? -FREE : at;
          upper[i] = kind == 1 ? FREE : kind == 2 ? at + random.nextDouble() : at;
        }
        var solution = problem.solve(lower, upper, start);
        String name = "seed " + seed + ", turn " + turn;
        check(points, lower, upper, solution, name);
        assertEquals(
            Vectors.norm(orthogonal(points, lower, upper, dimension)),
            Vectors.norm(solution.vector()),
            1e-9,
            name);
        start = solution.weights();
      }
    }
  }

  private static void check(
      List<double[]> points,
      double[] lower,
      double[] upper,
      ShortestCombination.Solution solution,
      String name) {
    double[] sum = new double[solution.vector().length];
    for (int i = 0; i < lower.length; i++) {
      Vectors.addScaled(solution.weights()[i], points.get(i), sum);
    }
    assertArrayEquals(sum, solution.vector(), 1e-10, name);
    for (int i = 0; i < lower.length; i++) {
      double w = solution.weights()[i];
      double slope = Vectors.dot(sum, points.get(i));
      assertTrue(w >= lower[i] && w <= upper[i], name);
      assertTrue(w == upper[i] || slope >= -1e-8, () -> name + ": would grow, " + slope);
      assertTrue(w == lower[i] || slope <= 1e-8, () -> name + ": would shrink, " + slope);
    }
  }

  private static double[] orthogonal(
      List<double[]> points, double[] lower, double[] upper, int dimension) {
    double[] b = new double[dimension];
    List<double[]> columns = new ArrayList<>();
    double[] limits = new double[lower.length];
    for (int i = 0; i < lower.length; i++) {
      boolean up = lower[i] > -FREE;
      Vectors.addScaled(up ? lower[i] : upper[i], points.get(i), b);
      limits[i] = upper[i] - lower[i];
      columns.add(Vectors.scaled(up ? -1 : 1, points.get(i)));
    }
    return BoxLeastSquares.solve(columns, limits, b).residual();
  }

  /** Points of one direction but for a share that only an orthogonal factorization tells apart. */
  @Test
  void pointsThatAllButDependOnEachOtherAreSolvedOrthogonally() {
    List<double[]> points =
        List.of(new double[] {1, 0}, new double[] {1, 1e-6}, new double[] {-3, -1e-6});
    double[] upper = {FREE, FREE, 1};
    var solution =
        new ShortestCombination(points, 2).solve(new double[] {0, 0, 1}, upper, new double[3]);
    assertArrayEquals(new double[] {2, 1, 1}, solution.weights(), 1e-8);
    assertTrue(Vectors.norm(solution.vector()) < 1e-15);
  }
}
