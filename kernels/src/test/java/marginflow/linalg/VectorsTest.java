package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against sums in exact arithmetic, within their error bounds. */
class VectorsTest {

  private static BigDecimal exactDot(double[] a, double[] b) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < a.length; i++) {
      sum = sum.add(new BigDecimal(a[i]).multiply(new BigDecimal(b[i])));
    }
    return sum;
  }

  private static double absoluteDot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] * b[i]);
    }
    return sum;
  }

  private static double error(double found, BigDecimal exact) {
    return new BigDecimal(found).subtract(exact).abs().doubleValue();
  }

  /** {@code γ_n Σ|a_i b_i|} (Higham, 3.1), at every kind of tail. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 31, 32, 33, 64, 103})
  void innerProducts(int n) {
    Random random = new Random(n);
    double[] a = random.doubles(n, -1, 1).toArray();
    double[] b = random.doubles(n, -1, 1).toArray();
    BigDecimal exact = exactDot(a, b);
    double bound = Vectors.gamma(n) * absoluteDot(a, b);
    assertTrue(error(Vectors.dot(a, b), exact) <= bound, "dot");
    double root = exactDot(a, a).sqrt(MathContext.DECIMAL64).doubleValue();
    assertEquals(root, Vectors.norm(a), (n + 2) * 0x1p-53 * root);
  }

  /** Short ones in ascending order, fused: the bits of the last sum show both. */
  @Test
  void shortSumsAreFusedInOrder() {
    double third = 1.0 / 3;
    // 1 is lost beside 2^60.
    assertEquals(0, Vectors.dot(new double[] {0x1p60, 1, -0x1p60}, new double[] {1, 1, 1}));
    // 3 times the rounded third is 1 − 2^-54, which would round to 1.
    double fused = Vectors.dot(new double[] {-1, third}, new double[] {1, 3});
    assertEquals(-0x1p-54, fused);
    double[] large = {0x1p60, -0x1p60, 1};
    assertEquals(1, Vectors.sum(large));
    assertEquals(0, Vectors.sum(new double[] {1, 0x1p60, -0x1p60}));
    double[] y = {0, -1};
    Vectors.axpy(3, new double[] {9, third}, 1, y, 1, 1);
    assertArrayEquals(new double[] {0, -0x1p-54}, y, "3 · fl(1/3) − 1 without a rounding between");
  }

  /** Terms of 1 whose sum is 2^-40 and less: all digits but the last are kept. */
  @Test
  void accurateSumsKeepWhatCancels() {
    Random random = new Random(3);
    for (int k = 0; k < 50; k++) {
      int n = 2 * (1 + random.nextInt(20));
      double[] a = random.doubles(n, -1, 1).toArray();
      double[] b = random.doubles(n, -1, 1).toArray();
      for (int i = 0; i < n; i += 2) {
        a[i + 1] = a[i];
        b[i + 1] = -b[i] * (1 + Math.scalb(random.nextDouble(), -40));
      }
      BigDecimal exact = exactDot(a, b);
      double gamma = Vectors.gamma(n);
      double bound = 0x1p-53 * exact.abs().doubleValue() + gamma * gamma * absoluteDot(a, b);
      assertTrue(error(Vectors.accurateDot(a, b), exact) <= bound, "case " + k);
    }
  }

  @Test
  void normsOfAnySize() {
    assertEquals(5e200, Vectors.norm(new double[] {-3e200, 4e200}), 1e185);
    assertEquals(5e-200, Vectors.norm(new double[] {3e-200, -4e-200}), 1e-215);
    assertEquals(0, Vectors.norm(new double[] {0, -0.0}));
    assertEquals(0, Vectors.norm(new double[0]));
    assertEquals(
        Double.POSITIVE_INFINITY, Vectors.norm(new double[] {1, Double.NEGATIVE_INFINITY}));
    assertTrue(Double.isNaN(Vectors.norm(new double[] {1, Double.NaN})));
  }

  @Test
  void smallOperations() {
    double[] x = {1, -2, 3};
    double[] y = {10, 20, 30};
    assertArrayEquals(new double[] {-2, 4, -6}, Vectors.scaled(-2, x));
    assertArrayEquals(new double[] {9, 22, 27}, Vectors.minus(y, x));
    assertEquals(-2, Vectors.min(x));
    assertEquals(Double.POSITIVE_INFINITY, Vectors.min(new double[0]));
    Vectors.addScaled(0.5, y, x);
    assertArrayEquals(new double[] {6, 8, 18}, x);
    double[] wide = {1, 1, 1, 1, 1};
    Vectors.axpy(2, y, 1, wide, 2, 2);
    assertArrayEquals(new double[] {1, 1, 41, 61, 1}, wide);
    assertEquals(3 * 0x1p-53, Vectors.gamma(3), 1e-30);
    assertTrue(Vectors.gamma(3) > 3 * 0x1p-53);
  }
}
