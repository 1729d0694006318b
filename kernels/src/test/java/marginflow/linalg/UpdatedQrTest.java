package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ojalgo.matrix.decomposition.QR;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.matrix.store.RawStore;

/** Columns that come and go, against another library's factorization of those that are left. */
class UpdatedQrTest {

  private static MatrixStore<Double> matrix(List<double[]> columns) {
    return RawStore.wrap(columns.toArray(double[][]::new)).transpose();
  }

  private static double[] leastSquares(List<double[]> columns, double[] b) {
    QR<Double> qr = QR.R064.make(false);
    qr.decompose(matrix(columns));
    return qr.getSolution(R064Store.FACTORY.column(b)).toRawCopy1D();
  }

  @Test
  void solvesWhileColumnsComeAndGo() {
    Random random = new Random(4);
    int length = 9;
    UpdatedQr qr = new UpdatedQr(length);
    List<double[]> columns = new ArrayList<>();
    for (int step = 0; step < 400; step++) {
      if (columns.size() == length || (!columns.isEmpty() && random.nextInt(3) == 0)) {
        int j = random.nextInt(columns.size());
        columns.remove(j);
        qr.remove(j);
      } else {
        columns.add(random.doubles(length, -1, 1).toArray());
        assertTrue(qr.append(columns.getLast()));
      }
      assertEquals(columns.size(), qr.columns());
      double[] b = random.doubles(length, -1, 1).toArray();
      double[] x = qr.solve(b);
      double[] rest = b.clone();
      for (int j = 0; j < x.length; j++) {
        Vectors.addScaled(-x[j], columns.get(j), rest);
      }
      if (!columns.isEmpty()) {
        double[] expected = leastSquares(columns, b);
        double size = 1 + Vectors.norm(expected);
        assertArrayEquals(expected, x, 1e-10 * size * size, "step " + step);
      }
      double[] projected = b.clone();
      qr.project(projected);
      assertArrayEquals(rest, projected, 1e-12 * (1 + Vectors.norm(x)), "step " + step);
      for (double[] column : columns) {
        assertEquals(0, Vectors.dot(column, projected), 1e-14, "step " + step);
      }
    }
  }

  /** {@code Aᵀ w = rhs} by the shortest w, that of the pseudoinverse. */
  @Test
  void leastNorms() {
    Random random = new Random(5);
    UpdatedQr qr = new UpdatedQr(6);
    List<double[]> columns = new ArrayList<>();
    for (int j = 0; j < 4; j++) {
      columns.add(random.doubles(6, -1, 1).toArray());
      qr.append(columns.getLast());
    }
    double[] rhs = random.doubles(4, -1, 1).toArray();
    SingularValue<Double> svd = SingularValue.R064.make();
    svd.decompose(matrix(columns).transpose());
    double[] expected = svd.getSolution(R064Store.FACTORY.column(rhs)).toRawCopy1D();
    assertArrayEquals(expected, qr.leastNorm(rhs), 1e-13);
  }

  /** A column that depends on the others is refused, one that all but does is kept. */
  @Test
  void dependentColumns() {
    UpdatedQr qr = new UpdatedQr(3);
    assertTrue(qr.append(new double[] {1, 1, 0}));
    assertTrue(qr.append(new double[] {1, -1, 0}));
    assertFalse(qr.append(new double[] {0.1, 0.7, 0}));
    assertFalse(qr.append(new double[3]));
    assertEquals(2, qr.columns());
    double tiny = 0x1p-40;
    assertTrue(qr.append(new double[] {1, 2, tiny}));
    double[] x = qr.solve(new double[] {4, 2, 3 * tiny});
    assertArrayEquals(new double[] {-1.5, 2.5, 3}, x, 1e-3);
    double[] b = {0, 0, 1};
    qr.project(b);
    assertEquals(0, Vectors.norm(b), 1e-15, "orthonormal, however near to dependent");
    assertFalse(qr.append(new double[] {0.3, 0.2, 0.1}), "there is no fourth");
  }
}
