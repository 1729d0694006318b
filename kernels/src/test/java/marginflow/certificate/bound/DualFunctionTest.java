package marginflow.certificate.bound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;

class DualFunctionTest {

  /** Points in a plane of three dimensions, one of them without a part in the sum. */
  private static DualFunction plane(double alpha) {
    return DualFunction.of(
        List.of(
            new double[] {0, 2, 0}, new double[] {9, 9, 9}, new double[] {0, 0, -1}, new double[3]),
        new double[] {1, 0, -3, 1},
        alpha);
  }

  @Test
  void liesOnTheSpanOfItsPoints() {
    DualFunction f = plane(0.5);
    assertEquals(2, f.dimension());
    assertEquals(3, f.points().size(), "those with a coefficient");
    double[] v = {0.6, -0.8};
    double[] lifted = f.lift(v);
    assertEquals(0, lifted[0]);
    assertEquals(1, Vectors.norm(lifted), 1e-15);
    // z = 2 v₂ and −v₃, the negative ones at slope ½.
    double first = 2 * lifted[1];
    double second = -lifted[2];
    double expected = Math.max(first, first / 2) - 3 * Math.max(second, second / 2);
    assertEquals(expected, f.value(v), 1e-15);
    assertEquals(2 * expected, f.value(Vectors.scaled(2, v)), 1e-15, "of degree 1");
    assertEquals(-expected, f.negated().value(v), 1e-15);
  }

  @Test
  void nothingIsLeft() {
    DualFunction f = DualFunction.of(List.of(new double[] {1, 2}), new double[] {0}, 0);
    assertEquals(0, f.dimension());
    assertEquals(0, f.value(new double[0]));
    assertEquals(0, f.rounding());
    assertArrayEquals(new double[0], f.lift(new double[0]));
  }

  /** A multiple of a point adds no dimension, to rounding. */
  @Test
  void dependentPointsSpanNothingNew() {
    double[] third = {1.0 / 3, 0.1, 0.7};
    DualFunction f =
        DualFunction.of(
            List.of(third, Vectors.scaled(0.3, third), Vectors.scaled(-7.7, third)),
            new double[] {1, 1, 1},
            0);
    assertEquals(1, f.dimension());
  }

  /** The bound holds against the sum in exact arithmetic, and is not idle. */
  @Test
  void roundingErrorsAreWithinTheirBound() {
    Random random = new Random(1);
    double worst = 0;
    for (int k = 0; k < 200; k++) {
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        points.add(random.doubles(3, -1, 1).toArray());
      }
      DualFunction f = DualFunction.of(points, random.doubles(8, -1, 1).toArray(), 0.25);
      double[] v = random.doubles(3, -1, 1).toArray();
      v = Vectors.scaled(1 / Vectors.norm(v), v);
      BigDecimal exact = BigDecimal.ZERO;
      for (int i = 0; i < 8; i++) {
        BigDecimal z = BigDecimal.ZERO;
        for (int j = 0; j < 3; j++) {
          z = z.add(new BigDecimal(v[j]).multiply(new BigDecimal(f.points().get(i)[j])));
        }
        BigDecimal gated = z.signum() > 0 ? z : z.multiply(new BigDecimal("0.25"));
        exact = exact.add(gated.multiply(new BigDecimal(f.coefficients()[i])));
      }
      double error = new BigDecimal(f.value(v)).subtract(exact).abs().doubleValue();
      assertTrue(error <= f.rounding(), "case " + k);
      worst = Math.max(worst, error / f.rounding());
    }
    assertTrue(worst > 1e-3, "a thousand times too careful: " + worst);
  }
}
