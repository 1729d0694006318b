package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import marginflow.array.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ojalgo.matrix.decomposition.LU;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.matrix.store.RawStore;

/** Against a matrix by hand, and against another library's elimination with pivots. */
class CholeskyTest {

  /** What the upper triangle has to be left alone by. */
  private static final double LOWER = 7.5;

  @Test
  void aMatrixByHand() {
    Matrix a = Matrix.of(new double[][] {{4, 2, -2}, {LOWER, 10, 5}, {LOWER, LOWER, 14}});
    assertTrue(Cholesky.factor(a, 3));
    double[] factor = {2, 1, -1, LOWER, 3, 2, LOWER, LOWER, 3};
    assertArrayEquals(factor, a.data(), 1e-15, "and the lower triangle untouched");
    double[] b = {4 + 4 - 6, 2 + 20 + 15, -2 + 10 + 42};
    Cholesky.solve(a, 3, b);
    assertArrayEquals(new double[] {1, 2, 3}, b, 1e-15);
  }

  /** Blocks of four rows, with a last one of every length. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 64})
  void agreesWithEliminationByPivots(int n) {
    Random random = new Random(n);
    double[][] a = new double[n][n];
    double[][] half = new double[n][];
    for (int i = 0; i < n; i++) {
      half[i] = random.doubles(n, -1, 1).toArray();
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = Vectors.dot(half[i], half[j]) + (i == j ? 1 : 0);
      }
    }
    double[] b = random.doubles(n, -1, 1).toArray();
    LU<Double> lu = LU.R064.make();
    lu.decompose(RawStore.wrap(a));
    double[] expected = lu.getSolution(R064Store.FACTORY.column(b)).toRawCopy1D();
    // The block may lie in a larger matrix.
    Matrix wide = Matrix.zeros(n + 2, n + 3);
    for (int i = 0; i < n; i++) {
      System.arraycopy(a[i], 0, wide.data(), wide.row(i), n);
    }
    assertTrue(Cholesky.factor(wide, n));
    Cholesky.solve(wide, n, b);
    // Eigenvalues lie in [1, 1 + n²/3]: Higham, theorem 10.4, leaves a few n² u of x.
    assertArrayEquals(expected, b, 8 * n * n * Vectors.UNIT_ROUNDOFF * Vectors.norm(expected));
  }

  /** The pivot that is not positive is the last one, in and behind a block. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 8, 9})
  void saysThatAMatrixIsNotPositive(int n) {
    for (double last : new double[] {0, -1e-9, Double.NaN}) {
      Matrix a = Matrix.zeros(n, n);
      for (int i = 0; i < n; i++) {
        a.set(i, i, i < n - 1 ? 1 : last);
      }
      assertFalse(Cholesky.factor(a, n), "pivot " + last);
    }
  }

  @Test
  void nothingIsPositiveDefinite() {
    Matrix a = Matrix.zeros(1, 1);
    assertTrue(Cholesky.factor(a, 0));
    double[] b = {3};
    Cholesky.solve(a, 0, b);
    assertEquals("[3.0]", Arrays.toString(b));
  }
}
