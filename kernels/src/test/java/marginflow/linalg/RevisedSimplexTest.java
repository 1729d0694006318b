package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/** Linear programs by hand, and random ones against another library. */
class RevisedSimplexTest {

  private static RevisedSimplex program(int rows, double[]... columns) {
    RevisedSimplex program = new RevisedSimplex(rows);
    for (double[] column : columns) {
      program.add(column);
    }
    return program;
  }

  /** (2, 1) and (1, 2) cover both rows with a third each; (1, 1) would take a whole. */
  @Test
  void aProgramByHand() {
    RevisedSimplex program =
        program(2, new double[] {1, 1}, new double[] {2, 1}, new double[] {1, 2});
    assertTrue(program.solve());
    assertArrayEquals(new double[] {0, 1.0 / 3, 1.0 / 3}, program.t(), 1e-15);
    assertArrayEquals(new double[] {1.0 / 3, 1.0 / 3}, program.lambda(), 1e-15);
  }

  /** A better column moves the solution from the basis there was. */
  @Test
  void goesOnFromItsBasis() {
    RevisedSimplex program = program(2, new double[] {2, 1}, new double[] {1, 2});
    assertTrue(program.solve());
    program.add(new double[] {4, 3});
    assertTrue(program.solve());
    assertArrayEquals(new double[] {0, 0, 1.0 / 3}, program.t(), 1e-15);
    assertEquals(1.0 / 3, Vectors.sum(program.lambda()), 1e-15);
    assertEquals(0, program.lambda()[0], "its row has a surplus");
  }

  @Test
  void saysThatARowCannotBeCovered() {
    RevisedSimplex program = program(2, new double[] {1, 0}, new double[] {1, -1});
    assertFalse(program.solve());
    program.add(new double[] {0, 0.5});
    assertTrue(program.solve());
    assertArrayEquals(new double[] {1, 0, 2}, program.t(), 1e-15);
    assertFalse(new RevisedSimplex(1).solve(), "no columns at all");
    assertTrue(new RevisedSimplex(0).solve(), "no rows, none to cover");
  }

  /** Beale's cycling pivots come with ties of the ratio test; every column of this one ties. */
  @Test
  void tiesEnd() {
    int n = 8;
    RevisedSimplex program = new RevisedSimplex(n);
    for (int j = 0; j < n; j++) {
      for (int k = 0; k <= j; k++) {
        double[] column = new double[n];
        column[j] = 1;
        column[k] += 1;
        program.add(column);
      }
    }
    assertTrue(program.solve());
    assertEquals(n / 2.0, Vectors.sum(program.t()), 1e-14);
  }

  /** More than a hundred pivots, so that the inverse is made anew. */
  @Test
  void agreesWithAnotherLibrary() {
    int feasible = 0;
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      int rows = seed < 10 ? 2 + random.nextInt(20) : 60;
      List<double[]> columns = new ArrayList<>();
      RevisedSimplex program = new RevisedSimplex(rows);
      for (int j = 0; j < 3 * rows; j++) {
        columns.add(random.doubles(rows, -1, seed % 3 == 0 ? 0.2 : 2).toArray());
        program.add(columns.getLast());
      }
      double expected = theirs(columns, rows);
      boolean solved = program.solve();
      assertEquals(!Double.isNaN(expected), solved, "seed " + seed);
      if (solved) {
        feasible++;
        assertEquals(expected, Vectors.sum(program.t()), 1e-9 * expected, "seed " + seed);
        assertEquals(expected, Vectors.sum(program.lambda()), 1e-9 * expected, "seed " + seed);
      }
    }
    assertTrue(feasible >= 8 && feasible < 12, "feasible " + feasible);
  }

  private static double theirs(List<double[]> columns, int rows) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    List<Variable> t = new ArrayList<>();
    for (int j = 0; j < columns.size(); j++) {
      t.add(model.newVariable("t" + j).lower(BigDecimal.ZERO).weight(BigDecimal.ONE));
    }
    for (int i = 0; i < rows; i++) {
      Expression row = model.newExpression("row " + i).lower(BigDecimal.ONE);
      for (int j = 0; j < columns.size(); j++) {
        row.set(t.get(j), BigDecimal.valueOf(columns.get(j)[i]));
      }
    }
    Optimisation.Result result = model.minimise();
    return result.getState().isOptimal() ? result.getValue() : Double.NaN;
  }
}
