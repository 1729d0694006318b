package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** After any way of coming and going, what is left is factored. */
final class UpdatedCholeskyTest {

  private static final double LEAST = 1e-11;

  private static boolean append(UpdatedCholesky factor, List<double[]> columns, double[] column) {
    double[] products = new double[columns.size() + 1];
    for (int k = 0; k < columns.size(); k++) {
      products[k] = Vectors.dot(columns.get(k), column);
    }
    return factor.append(products, Vectors.dot(column, column), LEAST);
  }

  @Test
  void columnsComeAndGo() {
    SplittableRandom random = new SplittableRandom(3);
    UpdatedCholesky factor = new UpdatedCholesky();
    List<double[]> columns = new ArrayList<>();
    for (int turn = 0; turn < 300; turn++) {
      if (columns.isEmpty() || (random.nextInt(3) > 0 && columns.size() < 90)) {
        double[] column = random.doubles(120, -1, 1).toArray();
        assertTrue(append(factor, columns, column));
        columns.add(column);
      } else {
        int j = random.nextInt(columns.size());
        factor.remove(j);
        columns.remove(j);
      }
      assertEquals(columns.size(), factor.size());
      double[] x = random.doubles(columns.size(), -1, 1).toArray();
      double[] b = new double[x.length];
      for (int i = 0; i < b.length; i++) {
        for (int k = 0; k < b.length; k++) {
          b[i] += x[k] * Vectors.dot(columns.get(i), columns.get(k));
        }
      }
      factor.solve(b);
      assertArrayEquals(x, b, 1e-9, "turn " + turn);
    }
    factor.clear();
    assertEquals(0, factor.size());
  }

  @Test
  void aColumnThatDependsOnTheOthersIsRefused() {
    UpdatedCholesky factor = new UpdatedCholesky();
    List<double[]> columns = List.of(new double[] {1, 2, 2}, new double[] {2, 0, 1});
    assertTrue(append(factor, List.of(), columns.get(0)));
    assertTrue(append(factor, columns.subList(0, 1), columns.get(1)));
    assertFalse(append(factor, columns, new double[] {3, 2, 3}));
    assertFalse(append(factor, columns, new double[] {3, 2, 3 + 1e-7}));
    assertTrue(append(factor, columns, new double[] {3, 2, 3.1}));
    assertEquals(3, factor.size());
  }
}
