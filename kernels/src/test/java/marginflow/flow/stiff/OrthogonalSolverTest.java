package marginflow.flow.stiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import marginflow.array.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Systems {@code (E + growth · BᵀB) x = r} whose solutions are known. */
class OrthogonalSolverTest {

  private static final int LENGTH = 9;

  private final Random random = new Random(4);
  private final StiffShift shift = new StiffShift();

  private double[] vector(int length) {
    return random.doubles(length, -1, 1).toArray();
  }

  private static double dot(Matrix b, int row, double[] x) {
    double sum = 0;
    for (int j = 0; j < b.cols(); j++) {
      sum += b.data()[b.row(row) + j] * x[j];
    }
    return sum;
  }

  /** Three rows, of which the third depends on the others, times a scale. */
  private Matrix rows(double scale) {
    Matrix b = Matrix.zeros(3, LENGTH);
    for (int j = 0; j < LENGTH; j++) {
      b.data()[b.row(0) + j] = scale * random.nextDouble(-1, 1);
      b.data()[b.row(1) + j] = scale * random.nextDouble(-1, 1);
      b.data()[b.row(2) + j] = b.data()[b.row(0) + j] - 2 * b.data()[b.row(1) + j];
    }
    return b;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1, 30})
  void solvesWhatTheProductSays(double scale) {
    shift.set(0.3, 0.4, 2, 0.5);
    Matrix b = rows(scale);
    OrthogonalSolver orthogonal = new OrthogonalSolver(LENGTH);
    orthogonal.factor(b, shift);
    double[] x = vector(LENGTH);
    double[] r = new double[LENGTH];
    for (int j = 0; j < LENGTH; j++) {
      r[j] = (j < LENGTH - 1 ? shift.tangent : shift.radial) * x[j];
      for (int i = 0; i < 3; i++) {
        r[j] += shift.growth * b.data()[b.row(i) + j] * dot(b, i, x);
      }
    }
    double[] change = new double[3];
    orthogonal.solve(r, change);
    // Directions too weak for Q are left out: at most a hundredth of E, each.
    double tolerance = scale < 0.1 ? 0.01 : 1e-9;
    for (int j = 0; j < LENGTH; j++) {
      assertEquals(x[j], r[j], tolerance, "x");
    }
    for (int i = 0; i < 3; i++) {
      assertEquals(dot(b, i, x), change[i], tolerance * scale, "B x");
    }
  }

  /**
   * Of a right side in the row space next to nothing is left: {@code x = Bᵀa/(E + growth·λ)}. Its
   * rounding, 1e-16 of the right side, is ten digits more than that.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e6, 1e13, 1e40})
  void changesAreKnownWhereRoundingIsLarger(double scale) {
    shift.set(0.3, 0.4, 2, 0.5);
    shift.radial = shift.tangent;
    Matrix b = rows(scale);
    OrthogonalSolver orthogonal = new OrthogonalSolver(LENGTH);
    orthogonal.factor(b, shift);
    double[] a = {1, -0.5};
    double[] r = new double[LENGTH];
    for (int j = 0; j < LENGTH; j++) {
      r[j] = (a[0] * b.data()[b.row(0) + j] + a[1] * b.data()[b.row(1) + j]) / scale;
    }
    double[] change = new double[3];
    orthogonal.solve(r, change);
    // With row 2 = row 0 − 2 · row 1, BᵀBx = Bᵀ(c_0, c_1, c_0 − 2c_1) = W c in rows 0 and 1.
    double g = shift.growth * scale;
    double[] c = solve2(2, -2, -2, 5, a[0] / g, a[1] / g);
    assertEquals(c[0], change[0], 1e-9 * Math.abs(c[0]), "first row");
    assertEquals(c[1], change[1], 1e-9 * Math.abs(c[1]), "second row");
    assertEquals(c[0] - 2 * c[1], change[2], 1e-9 * Math.abs(c[0]), "third row");
  }

  private static double[] solve2(double a, double b, double c, double d, double x, double y) {
    double det = a * d - b * c;
    return new double[] {(d * x - b * y) / det, (a * y - c * x) / det};
  }
}
