package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against its optimality conditions, which a solution meets and nothing else does. */
final class BoxLeastSquaresTest {

  private static final double FREE = Double.POSITIVE_INFINITY;

  /** Each variable is at its lower bound and pays nothing, or at its upper, or has no slope. */
  private static void check(
      List<double[]> columns, double[] upper, double[] b, BoxLeastSquares.Solution s, String name) {
    double[] residual = b.clone();
    for (int j = 0; j < upper.length; j++) {
      Vectors.addScaled(-s.x()[j], columns.get(j), residual);
    }
    assertArrayEquals(residual, s.residual(), 1e-12 * (1 + Vectors.norm(b)), name);
    for (int j = 0; j < upper.length; j++) {
      double x = s.x()[j];
      double slope = Vectors.dot(residual, columns.get(j));
      double slack = 1e-9 * (1 + Vectors.norm(columns.get(j))) * (1 + Vectors.norm(b));
      assertTrue(x >= 0 && x <= upper[j], name);
      assertTrue(x == upper[j] || slope <= slack, () -> name + ": would grow, " + slope);
      assertTrue(x == 0 || slope >= -slack, () -> name + ": would shrink, " + slope);
    }
  }

  @Test
  void workedByHand() {
    List<double[]> columns = List.of(new double[] {1, 0}, new double[] {0, 2});
    double[] b = {3, 3};
    assertArrayEquals(
        new double[] {1, 1.5},
        BoxLeastSquares.solve(columns, new double[] {1, FREE}, b).x(),
        1e-15);
    assertArrayEquals(
        new double[] {0, 1}, BoxLeastSquares.solve(columns, new double[] {0, 1}, b).x(), 1e-15);
    assertArrayEquals(
        new double[] {0, 0},
        BoxLeastSquares.solve(columns, new double[] {FREE, FREE}, new double[] {-1, -1}).x(),
        0);
  }

  @Test
  void randomProblemsMeetTheirConditions() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int rows = 1 + random.nextInt(6);
      int variables = 1 + random.nextInt(9);
      List<double[]> columns = new ArrayList<>();
      double[] upper = new double[variables];
      for (int j = 0; j < variables; j++) {
        boolean copy = j > 0 && random.nextInt(4) == 0;
        double[] fresh = new double[rows];
        Arrays.setAll(fresh, i -> random.nextGaussian());
        columns.add(copy ? Vectors.scaled(1 + random.nextInt(2), columns.getFirst()) : fresh);
        upper[j] = random.nextInt(3) == 0 ? FREE : random.nextDouble();
      }
      double[] b = new double[rows];
      Arrays.setAll(b, i -> 3 * random.nextGaussian());
      check(columns, upper, b, BoxLeastSquares.solve(columns, upper, b), "seed " + seed);
    }
  }

  /**
   * Columns that differ in their last bits, and one of size 1e-27 among them: entering one then
   * does not shorten the residual in double precision, what was free before is put back, and the
   * others still get their turn.
   */
  @Test
  void aVariableThatDoesNotPayIsTakenBack() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      List<double[]> columns = new ArrayList<>();
      double[] base = {1, random.nextGaussian(), random.nextGaussian()};
      for (int j = 0; j < 6; j++) {
        double[] near = base.clone();
        double nudge = Math.scalb(1.0, -30 - random.nextInt(20));
        near[random.nextInt(3)] += nudge * random.nextGaussian();
        columns.add(Vectors.scaled(j == 3 ? 1e-27 : 1, near));
      }
      columns.add(new double[] {0, 1, 0});
      double[] upper = {0.2, 0.3, FREE, FREE, 0.1, 0.4, 0.25};
      double[] b = {2, 1 + random.nextGaussian(), random.nextGaussian()};
      BoxLeastSquares.Solution s = BoxLeastSquares.solve(columns, upper, b);
      check(columns, upper, b, s, "seed " + seed);
    }
  }

  /**
   * A gain that is lost in the rounding of the sums at hand is none: a column at its upper bound
   * weighs its whole length there, one without a bound nothing.
   */
  @Test
  void aGainBelowTheRoundingOfTheSumsIsNone() {
    List<double[]> column = List.of(new double[] {2});
    double[] b = {2e-10};
    assertArrayEquals(
        new double[] {0}, BoxLeastSquares.solve(column, new double[] {1e6}, b).x(), 0);
    for (double upper : new double[] {1e5, FREE}) {
      assertArrayEquals(
          new double[] {1e-10}, BoxLeastSquares.solve(column, new double[] {upper}, b).x(), 1e-20);
    }
  }

  /** 1 + 1e-30 is 1: the second column shortens nothing, and takes no part. */
  @Test
  void whatShortensNothingStaysOut() {
    List<double[]> columns =
        List.of(new double[] {0, 2, 0}, new double[] {1, 0, 0}, new double[] {3, 0, 0});
    double[] b = {2e-15, 1, 1};
    BoxLeastSquares.Solution s = BoxLeastSquares.solve(columns, new double[] {FREE, FREE, FREE}, b);
    assertArrayEquals(new double[] {0.5, 0, 0}, s.x(), 0);
    assertArrayEquals(new double[] {2e-15, 0, 1}, s.residual(), 0);
  }
}
