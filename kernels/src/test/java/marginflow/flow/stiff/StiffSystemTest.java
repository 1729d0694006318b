package marginflow.flow.stiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.flow.kink.KinkScene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Systems {@code (1/(hγ) I + BᵀB) x = r} known by hand. */
class StiffSystemTest {

  private static final double BETA = StiffScene.BETA;

  /** Rows written out, and by products: 1/(hγ) = 25. */
  @ParameterizedTest
  @CsvSource({"2, true", "1, false"})
  void twoRowsInBalance(int denseRows, boolean writtenOut) {
    StiffScene scene = new StiffScene();
    StiffSystem system = scene.system(new StiffSystem.Limits(denseRows, 1, 500));
    assertEquals(writtenOut, system.writtenOut());
    assertEquals(3, system.width(), "y, and nothing that slides");
    assertEquals(BETA, system.stiffness(), 1e-9 * BETA);
    assertEquals(2 * BETA, system.weightChange(new double[] {5, 2, 7}), 1e-9 * BETA);
    system.factor(0.1, 0.4, 1e-9, 1e-9);
    double[] x = {1, 1, 1};
    system.solve(x);
    assertArrayEquals(new double[] {1.0 / 25, 1 / (25 + BETA), 1.0 / 25}, x, 1e-10);
    assertEquals(StiffSolver.Outcome.SOLVED, system.outcome());
    assertEquals("", system.complaint());
    system.scaleByShift(x);
    assertArrayEquals(new double[] {1, 25 / (25 + BETA), 1}, x, 1e-8);
    assertEquals(writtenOut, system.takeEvaluations() == 0, "products count, rows do not");
    system.leave(scene.scene.at);
  }

  /** One row alone is its own mean and leaves nothing; the shift of u has ds/dσ besides. */
  @Test
  void oneRowIsNotStiff() {
    KinkScene scene = new KinkScene("linear:1-1-1", new double[][] {{1}}, 1).at(3, 3);
    StiffSystem system =
        new StiffSystem(scene.field, scene.sliding, StiffSystem.Limits.of(scene.model));
    system.linearize(scene.at, new double[scene.model.kinks().size()], 0.1);
    assertEquals(0, system.stiffness(), 1e-12);
    double[] x = {1, 1, 1};
    system.factor(0.1, 0.4, 1e-9, 1e-9);
    system.solve(x);
    // F·u = (3, 3)/ρ · (1, 1)/√2 = 1.
    assertEquals(1, scene.at.radial(), 1e-15);
    assertArrayEquals(new double[] {1.0 / 26, 1.0 / 26, 1.0 / 25}, x, 1e-12);
    system.scaleByShift(x);
    assertArrayEquals(new double[] {1, 1, 1}, x, 1e-10);
  }

  /** A matrix that is no number is said to be none. */
  @Test
  void saysWhatWentWrong() {
    StiffSystem system = new StiffScene().system(new StiffSystem.Limits(2, 1, 500));
    system.factor(Double.NaN, 0.4, 1e-9, 1e-9);
    double[] x = {1, 1, 1};
    system.solve(x);
    assertTrue(Double.isNaN(x[1]));
    assertEquals(StiffSolver.Outcome.NOT_POSITIVE, system.outcome());
    assertFalse(system.complaint().isEmpty());
    system.factor(0.1, 0.4, 1e-9, 1e-9);
    assertEquals("", system.complaint(), "of the last matrix");
  }

  /** Small data is always written out, large only as far as a step's matrix is worth it. */
  @Test
  void limits() {
    double[][] few = new double[400][1];
    double[][] many = new double[1000][1];
    double[] labels = new double[1000];
    java.util.Arrays.fill(labels, 1);
    assertEquals(400, limits(few, java.util.Arrays.copyOf(labels, 400)).denseRows());
    assertEquals(632, limits(many, labels).denseRows(), "20 √1000");
    assertEquals(109, limits(many, labels).preconditionerRows(), "√(12 · 1000)");
  }

  private static StiffSystem.Limits limits(double[][] x, double[] y) {
    for (double[] row : x) {
      row[0] = 1;
    }
    return StiffSystem.Limits.of(new KinkScene("linear:1-1", x, y).model);
  }
}
