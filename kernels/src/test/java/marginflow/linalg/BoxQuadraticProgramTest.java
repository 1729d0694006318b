package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import marginflow.array.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against problems by hand, against all sides tried one by one, and by the conditions themselves.
 */
class BoxQuadraticProgramTest {

  private final BoxQuadraticProgram program = new BoxQuadraticProgram();

  @Test
  void oneVariableAtTheBottomInsideAndAtTheTop() {
    Matrix g = Matrix.of(new double[][] {{2}});
    double[] expected = {0, 0.25, 1};
    double[] b = {-3, 0.5, 7};
    for (int i = 0; i < 3; i++) {
      double[] v = {0.5};
      program.solve(g, 1, new double[] {b[i]}, new double[] {1}, v);
      assertEquals(expected[i], v[0], 1e-15);
    }
  }

  /** Alone the first would be inside, v = 0.5; the second, at its top of 1, pushes it out. */
  @Test
  void variablesPushEachOther() {
    Matrix g = Matrix.of(new double[][] {{2, 1}, {1, 1}});
    double[] v = {0.5, 0};
    program.solve(g, 2, new double[] {1, 5}, new double[] {1, 1}, v);
    assertArrayEquals(new double[] {0, 1}, v, 1e-14);
  }

  /** Six variables: of all 3^6 choices of sides the one whose equations and signs are right. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithAllSidesTried(long seed) {
    Random random = new Random(seed);
    int n = 6;
    Matrix g = gram(random, n, n + 2);
    double[] b = random.doubles(n, -2, 2).toArray();
    double[] u = random.doubles(n, 0.1, 1).toArray();
    double[] expected = enumerate(g, n, b, u);
    double[] v = random.doubles(n, 0, 1).toArray();
    assertTrue(program.solve(g, n, b, u, v) <= 1e-11);
    assertArrayEquals(expected, v, 1e-9);
  }

  /** More normals than dimensions: v is not unique, what it makes of them, Gv, is. */
  @ParameterizedTest
  @ValueSource(ints = {8, 33, 90})
  void dependentNormals(int n) {
    Random random = new Random(n);
    Matrix g = gram(random, n, n / 2);
    double[] b = random.doubles(n, -1, 1).toArray();
    double[] u = random.doubles(n, 0.1, 1).toArray();
    double[] v = new double[n];
    double[] w = u.clone();
    assertTrue(program.solve(g, n, b, u, v) <= 1e-11, "from the bottom");
    assertTrue(program.solve(g, n, b, u, w) <= 1e-11, "from the top");
    for (int i = 0; i < n; i++) {
      assertEquals(Vectors.dot(g.data(), g.row(i), v, 0, n), dot(g, i, w, n), 1e-8);
    }
  }

  private static double dot(Matrix g, int row, double[] v, int n) {
    return Vectors.dot(g.data(), g.row(row), v, 0, n);
  }

  private static Matrix gram(Random random, int n, int rank) {
    Matrix g = Matrix.zeros(n, n);
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = random.doubles(rank, -1, 1).toArray();
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        g.set(i, j, Vectors.dot(rows[i], rows[j]));
      }
    }
    return g;
  }

  private static double[] enumerate(Matrix g, int n, double[] b, double[] u) {
    int choices = (int) Math.pow(3, n);
    for (int choice = 0; choice < choices; choice++) {
      int[] side = new int[n];
      for (int j = 0, left = choice; j < n; j++, left /= 3) {
        side[j] = left % 3;
      }
      double[] v = solve(g, n, b, u, side);
      boolean right = true;
      for (int j = 0; j < n; j++) {
        double slope = b[j] - dot(g, j, v, n);
        right &= side[j] == 0 ? slope <= 0 : side[j] == 1 ? slope >= 0 : v[j] >= 0 && v[j] <= u[j];
      }
      if (right) {
        return v;
      }
    }
    throw new AssertionError("no choice of sides solves it");
  }

  /** With those of side 2 free, by a system in which the others are given. */
  private static double[] solve(Matrix g, int n, double[] b, double[] u, int[] side) {
    Matrix system = Matrix.zeros(n, n);
    double[] v = new double[n];
    for (int j = 0; j < n; j++) {
      v[j] = side[j] == 2 ? b[j] : side[j] == 1 ? u[j] : 0;
      for (int k = 0; k < n; k++) {
        boolean free = side[j] == 2 && side[k] == 2;
        system.set(j, k, free ? g.get(j, k) : j == k ? 1 : 0);
        v[j] -= side[j] == 2 && side[k] == 1 ? g.get(j, k) * u[k] : 0;
      }
    }
    Cholesky.factor(system, n);
    Cholesky.solve(system, n, v);
    return v;
  }
}
