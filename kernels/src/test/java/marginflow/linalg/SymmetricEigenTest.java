package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.RawStore;

/** Against spectra by hand and those of another library. */
class SymmetricEigenTest {

  private static double[][] copy(double[][] a) {
    return Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
  }

  /** {@code A v = λ v}, and the vectors are orthonormal, to a few n u of the matrix. */
  private static void check(double[][] a, SymmetricEigen found) {
    int n = a.length;
    double size = 0;
    for (double[] row : a) {
      size = Math.hypot(size, Vectors.norm(row));
    }
    double within = 16 * n * Vectors.UNIT_ROUNDOFF * size;
    for (int k = 0; k < n; k++) {
      double[] v = found.vectors()[k];
      for (int i = 0; i < n; i++) {
        assertEquals(found.values()[k] * v[i], Vectors.dot(a[i], v), within, "A v, " + k);
        double product = Vectors.dot(v, found.vectors()[i]);
        assertEquals(i == k ? 1 : 0, product, 16 * n * Vectors.UNIT_ROUNDOFF, "vectors");
      }
    }
  }

  /** Second differences: {@code 2 − 2 cos(kπ/(n + 1))}. */
  @Test
  void secondDifferences() {
    int n = 12;
    double[][] a = new double[n][n];
    double[] expected = new double[n];
    for (int i = 0; i < n; i++) {
      a[i][i] = 2;
      if (i > 0) {
        a[i][i - 1] = -1;
        a[i - 1][i] = -1;
      }
      expected[i] = 2 - 2 * Math.cos((i + 1) * Math.PI / (n + 1));
    }
    SymmetricEigen found = SymmetricEigen.of(copy(a));
    assertArrayEquals(expected, found.values(), 1e-14);
    check(a, found);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 33})
  void agreesWithAnotherLibrary(int n) {
    Random random = new Random(n);
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a[i][j] = random.nextDouble(-1, 1);
        a[j][i] = a[i][j];
      }
    }
    Eigenvalue<Double> theirs = Eigenvalue.R064.make(true);
    theirs.decompose(RawStore.wrap(a));
    double[] expected =
        theirs.getEigenvalues().stream().mapToDouble(z -> z.getReal()).sorted().toArray();
    SymmetricEigen found = SymmetricEigen.of(copy(a));
    assertArrayEquals(expected, found.values(), 1e-13 * n);
    check(a, found);
  }

  /** A zero, a multiple one and a matrix without off-diagonal elements. */
  @Test
  void degenerateSpectra() {
    double[][] ones = new double[4][4];
    for (double[] row : ones) {
      Arrays.fill(row, 1);
    }
    SymmetricEigen found = SymmetricEigen.of(copy(ones));
    assertArrayEquals(new double[] {0, 0, 0, 4}, found.values(), 1e-15);
    check(ones, found);
    double[][] diagonal = {{3, 0, 0}, {0, -1, 0}, {0, 0, 2}};
    assertArrayEquals(new double[] {-1, 2, 3}, SymmetricEigen.of(copy(diagonal)).values(), 0);
    check(diagonal, SymmetricEigen.of(copy(diagonal)));
    assertEquals(0, SymmetricEigen.of(new double[0][]).values().length);
    check(new double[3][3], SymmetricEigen.of(new double[3][3]));
  }
}
