package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import marginflow.array.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bits of plain loops in the order that is promised, at sizes on both sides of every seam. */
final class GemvTest {

  private final SplittableRandom random = new SplittableRandom(17);

  /** A view whose rows are further apart than they are long, behind some other numbers. */
  private Matrix matrix(int rows, int cols) {
    double[] data = random.doubles(3 + (long) rows * (cols + 5), -1, 1).toArray();
    return new Matrix(data, 3, rows, cols, cols + 5);
  }

  private double[] vector(int n) {
    double[] v = random.doubles(n, -1, 1).toArray();
    if (n > 2) {
      v[n / 2] = 0;
    }
    return v;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1", "3, 7", "4, 31", "5, 32", "9, 33", "8, 63", "7, 64", "6, 65", "13, 103", "30, 400"
  })
  void sumsRunInTheOrderOfTheRows(int rows, int cols) {
    Matrix a = matrix(rows, cols);
    double[] w = vector(rows);
    double[] out = vector(cols + 2);
    double[] expected = out.clone();
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < cols; k++) {
        expected[k + 1] =
            w[i] == 0 ? expected[k + 1] : Math.fma(w[i], a.get(i, k), expected[k + 1]);
      }
    }
    Gemv.addRows(a, rows, cols, w, out, 1);
    assertArrayEquals(expected, out, 0);
    double[] x = vector(cols);
    double[] products = new double[rows];
    Gemv.times(a, rows, cols, x, products);
    for (int i = 0; i < rows; i++) {
      assertEquals(InnerProduct.of(a.data(), a.row(i), x, 0, cols), products[i]);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "31", "32", "33", "64", "103"})
  void stretchesAreAddedAndRotated(int n) {
    double[] d = vector(2 * n + 3);
    double[] sum = d.clone();
    double[] turned = d.clone();
    double c = 0.6;
    double s = 0.8;
    for (int k = 0; k < n; k++) {
      sum[n + 1 + k] = Math.fma(0.3, d[1 + k], d[n + 1 + k]);
      turned[1 + k] = c * d[1 + k] + s * d[n + 1 + k];
      turned[n + 1 + k] = c * d[n + 1 + k] - s * d[1 + k];
    }
    double[] added = d.clone();
    Gemv.axpy(0.3, added, 1, added, n + 1, n);
    assertArrayEquals(sum, added, 0);
    Gemv.rotate(d, 1, n + 1, n, c, s);
    assertArrayEquals(turned, d, 0);
  }
}
