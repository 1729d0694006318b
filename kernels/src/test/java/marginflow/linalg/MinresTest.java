package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.matrix.store.RawStore;

/** Against another library's pseudoinverse, on indefinite and on singular systems. */
class MinresTest {

  private static double[] times(double[][] a, double[] x) {
    return Arrays.stream(a).mapToDouble(row -> Vectors.dot(row, x)).toArray();
  }

  /** {@code Q diag(values) Qᵀ} with a random orthogonal Q. */
  private static double[][] matrix(Random random, double... values) {
    int n = values.length;
    UpdatedQr q = new UpdatedQr(n);
    double[][] a = new double[n][n];
    for (int k = 0; k < n; k++) {
      double[] v = random.doubles(n, -1, 1).toArray();
      double[] before = v.clone();
      q.project(v);
      q.append(before);
      double norm = Vectors.norm(v);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          a[i][j] += values[k] * v[i] * v[j] / (norm * norm);
        }
      }
    }
    return a;
  }

  private static double[] shortest(double[][] a, double[] b, int rank) {
    SingularValue<Double> svd = SingularValue.R064.make();
    svd.decompose(RawStore.wrap(a));
    assertEquals(rank, svd.getRank());
    return svd.getSolution(R064Store.FACTORY.column(b)).toRawCopy1D();
  }

  @Test
  void indefiniteSystems() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      double[][] a = matrix(random, 5, -3, 1, -0.5, 2, 0.25, -1);
      double[] b = random.doubles(7, -1, 1).toArray();
      double[] x = Minres.solve(v -> times(a, v), b, 1e-14);
      assertArrayEquals(shortest(a, b, 7), x, 1e-11, "seed " + seed);
    }
  }

  /** What it is used for: of all solutions of a consistent system the shortest. */
  @Test
  void theShortestSolutionOfASingularSystem() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      double[][] a = matrix(random, 4, -2, 1, 0, 0, 0.5, 0);
      double[] b = times(a, random.doubles(7, -1, 1).toArray());
      double[] x = Minres.solve(v -> times(a, v), b, 1e-14);
      assertArrayEquals(shortest(a, b, 4), x, 1e-12, "seed " + seed);
    }
  }

  /** As many products as there are different eigenvalues, and no more than the tolerance asks. */
  @Test
  void takesNoMoreProductsThanNeeded() {
    double[][] a = matrix(new Random(1), 3, 3, -2, -2, 3, -2, 3, 3);
    double[] b = new Random(2).doubles(8, -1, 1).toArray();
    int[] products = {0};
    double[] x =
        Minres.solve(
            v -> {
              products[0]++;
              return times(a, v);
            },
            b,
            1e-10);
    assertEquals(2, products[0]);
    assertTrue(Vectors.norm(Vectors.minus(b, times(a, x))) <= 1e-10 * Vectors.norm(b));
    assertArrayEquals(new double[8], Minres.solve(v -> times(a, v), new double[8], 1e-10), "b = 0");
  }

  /** The residual is what was asked for, and not much less. */
  @Test
  void stopsAtItsTolerance() {
    double[] values = new double[40];
    for (int k = 0; k < values.length; k++) {
      values[k] = 1 + k;
    }
    double[][] a = matrix(new Random(5), values);
    double[] b = new Random(6).doubles(40, -1, 1).toArray();
    for (double tolerance : new double[] {0.5, 1e-2, 1e-4, 1e-8}) {
      double[] x = Minres.solve(v -> times(a, v), b, tolerance);
      double share = Vectors.norm(Vectors.minus(b, times(a, x))) / Vectors.norm(b);
      assertTrue(share <= tolerance * (1 + 1e-6), tolerance + ": " + share);
      assertTrue(share > 1e-3 * tolerance, tolerance + " would have done: " + share);
    }
  }
}
