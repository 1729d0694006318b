package marginflow.flow.stiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import marginflow.flow.field.ActiveRows;
import marginflow.flow.kink.KinkScene;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.ojalgo.matrix.decomposition.LU;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.matrix.store.RawStore;

/** Solutions with {@code E + growth BᵀB} against elimination in the matrix itself. */
class WoodburySolverTest {

  private static final double[][] X = {{2, 1, 0.3}, {0.4, -1, 2}, {1, 1.5, -0.5}, {0.1, 0.2, 1}};
  private static final double[] Y = {1, -1, 1, -1};
  private static final double[] THETA = {0.3, 0.5, -0.2, 0.1, 0.6, 0.1, 0.5, 0.2};

  private final KinkScene scene = new KinkScene("linear:3-2-1", X, Y).at(THETA);

  private WoodburySolver rows() {
    ActiveRows chosen = new ActiveRows(scene.field);
    assertEquals(4, chosen.chooseStiff(scene.at, 100), "a long step: all of them");
    SlidingRates rates = new SlidingRates(scene.field, scene.sliding);
    rates.begin(scene.at, new double[scene.model.kinks().size()]);
    WoodburySolver woodbury = new WoodburySolver(scene.field, scene.sliding, rates, chosen, 10);
    woodbury.linearize(scene.at, 9);
    return woodbury;
  }

  /**
   * B by its definition: {@code √(β p_i) (g_i − ḡ)}, g tangent to the sphere and its radial part.
   */
  private double[][] matrix() {
    double[] p = scene.at.weights();
    double[][] g = new double[4][9];
    double[] mean = new double[9];
    for (int i = 0; i < 4; i++) {
      double[] gradient = new double[8];
      scene.model.rowGradient(i, gradient);
      double radial = 0;
      for (int j = 0; j < 8; j++) {
        gradient[j] *= scene.at.forceScale();
        radial += gradient[j] * scene.y()[j];
      }
      for (int j = 0; j < 8; j++) {
        g[i][j] = gradient[j] - radial * scene.y()[j];
      }
      g[i][8] = radial;
      Vectors.addScaled(p[i], g[i], mean);
    }
    double beta = scene.field.beta(scene.y());
    for (int i = 0; i < 4; i++) {
      g[i] = Vectors.scaled(Math.sqrt(beta * p[i]), Vectors.minus(g[i], mean));
    }
    return g;
  }

  @Test
  void solutions() {
    WoodburySolver woodbury = rows();
    double[][] b = matrix();
    StiffShift shift = new StiffShift();
    shift.set(0.1, 0.4, 2, 0.5);
    assertEquals(StiffSolver.Outcome.SOLVED, woodbury.factor(shift, 1e-9, 1e-9));
    double[][] a = new double[9][9];
    for (int j = 0; j < 9; j++) {
      a[j][j] = j < 8 ? shift.tangent : shift.radial;
      for (int l = 0; l < 9; l++) {
        for (double[] row : b) {
          a[j][l] += shift.growth * row[j] * row[l];
        }
      }
    }
    LU<Double> lu = LU.R064.make();
    lu.decompose(RawStore.wrap(a));
    for (int seed = 0; seed < 5; seed++) {
      double[] r = new Random(seed).doubles(9, -1, 1).toArray();
      double[] expected = lu.getSolution(R064Store.FACTORY.column(r)).toRawCopy1D();
      assertEquals(StiffSolver.Outcome.SOLVED, woodbury.solve(r));
      assertArrayEquals(expected, r, 1e-13);
    }
  }

  /** {@code √β ‖B e‖}, and the Frobenius norm of {@code BBᵀ}. */
  @Test
  void sizes() {
    WoodburySolver woodbury = rows();
    double[][] b = matrix();
    double[] e = new Random(7).doubles(9, -1, 1).toArray();
    double change = 0;
    double frobenius = 0;
    for (double[] row : b) {
      change = Math.hypot(change, Vectors.dot(row, e));
      for (double[] other : b) {
        frobenius = Math.hypot(frobenius, Vectors.dot(row, other));
      }
    }
    change *= Math.sqrt(scene.field.beta(scene.y()));
    assertTrue(change > 0.1);
    assertEquals(change, woodbury.weightChange(e), 1e-12 * change);
    assertEquals(frobenius, woodbury.stiffness(), 1e-12 * frobenius);
    assertEquals(0, woodbury.takeEvaluations(), "rows are no evaluations");
  }
}
