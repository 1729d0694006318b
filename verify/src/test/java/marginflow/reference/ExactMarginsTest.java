package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import marginflow.array.Matrix;
import marginflow.network.Dataset;
import org.junit.jupiter.api.Test;

/** Best margins with closed forms. */
class ExactMarginsTest {

  private static Dataset data(double[][] x, double... y) {
    return new Dataset(Matrix.of(x), y);
  }

  private static void assertBest(double expected, ExactMargins found) {
    assertEquals(expected, found.lower(), 1e-12 * expected);
    assertEquals(expected, found.upper(), 1e-12 * expected);
    assertTrue(found.lower() <= found.upper());
  }

  @Test
  void aProgramWorkedByHand() {
    List<Rational[]> rows =
        List.of(
            new Rational[] {Rational.of(1), Rational.of(2)},
            new Rational[] {Rational.of(2), Rational.of(1)});
    RationalProgram.Solution s = RationalProgram.solve(rows, 2);
    Rational third = Rational.ONE.over(Rational.of(3));
    assertArrayEquals(new Rational[] {third, third}, s.lambda());
    assertArrayEquals(new Rational[] {third, third}, s.t());
    List<Rational[]> none =
        Collections.singletonList(new Rational[] {Rational.of(-1), Rational.of(1)});
    assertThrows(ArithmeticException.class, () -> RationalProgram.solve(none, 2));
  }

  /** The papers' two points: √17/16 for ReLU. */
  @Test
  void twoPointsAndReluUnits() {
    ExactMargins best =
        ExactMargins.twoLayer(data(new double[][] {{1, 0.25}, {-1, 0.25}}, 1, 1), 0);
    assertBest(Math.sqrt(17) / 16, best);
    assertEquals(2, best.units());
  }

  /** Symmetric data: (1+α)/4 times the hard margin, by a linear classifier. */
  @Test
  void symmetricDataAndLeakyUnits() {
    double[][] x = {{1, 0.5}, {-1, -0.5}, {1, -0.5}, {-1, 0.5}};
    Dataset symmetric = data(x, 1, -1, 1, -1);
    assertBest(1.25 / 4, ExactMargins.twoLayer(symmetric, 0.25));
    assertBest(1, ExactMargins.linear(symmetric, 1));
    assertBest(Math.pow(3, -1.5), ExactMargins.linear(symmetric, 3));
  }

  @Test
  void diagonalNetsHaveTheTaxicabMargin() {
    assertBest(1, ExactMargins.diagonal(data(new double[][] {{1, 2}}, 1)));
    assertBest(0.5, ExactMargins.diagonal(data(new double[][] {{1, 0.5}, {1, -0.5}}, 1, 1)));
  }

  @Test
  void whatCannotBeSeparatedHasNoMargin() {
    Dataset both = data(new double[][] {{1, 2}, {1, 2}}, 1, -1);
    assertFalse(ExactMargins.twoLayer(both, 0).separable());
    assertFalse(ExactMargins.linear(both, 2).separable());
    assertFalse(ExactMargins.diagonal(both).separable());
  }

  /** Three dimensions: orthogonal samples have a unit each, at cost 1/‖x‖. */
  @Test
  void orthogonalSamples() {
    double[][] x = {{1, 0, 0}, {0, 2, 0}, {0, 0, 4}};
    double cost = Math.sqrt(Arrays.stream(new double[] {1, 2, 4}).map(r -> 1 / (r * r)).sum());
    // All of one label: a single unit along Σ x / ‖x‖² is best.
    assertBest(0.5 / cost, ExactMargins.twoLayer(data(x, 1, 1, 1), 0));
  }

  /** V5's data and a longer second coordinate: a vertex with one coordinate is best. */
  @Test
  void deepDiagonalNetsPreferOneCoordinate() {
    double[][] points = {{1, 1}, {1, 2}};
    for (double[] point : points) {
      Dataset data = new Dataset(Matrix.of(new double[][] {point}), new double[] {1});
      double best = point[1] * Math.pow(3, -1.5);
      ExactMargins margins = ExactMargins.diagonal(data, 3);
      assertTrue(margins.lower() <= best && best <= margins.upper(), margins::toString);
      assertEquals(best, margins.lower(), 1e-14);
      assertTrue(margins.known());
    }
    assertFalse(ExactMargins.unknown().known());
  }

  /** Rows that only both coordinates together meet, and some that nothing does. */
  @Test
  void verticesOfDeepDiagonalNetsAreFeasible() {
    double[][] both = {{1, 0}, {0, 1}};
    Dataset data = new Dataset(Matrix.of(both), new double[] {1, 1});
    assertEquals(2, SparseVertices.least(data, 2.0 / 3), 1e-15);
    Dataset opposite = new Dataset(Matrix.of(both), new double[] {-1, 1});
    assertEquals(2, SparseVertices.least(opposite, 2.0 / 3), 1e-15);
    double[][] line = {{1, 0}, {-1, 0}};
    Dataset none = new Dataset(Matrix.of(line), new double[] {1, 1});
    assertEquals(Double.POSITIVE_INFINITY, SparseVertices.least(none, 2.0 / 3));
  }
}
