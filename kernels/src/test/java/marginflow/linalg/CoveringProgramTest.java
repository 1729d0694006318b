package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Optimality of a pair of linear programs is checked by the two solutions against each other. */
final class CoveringProgramTest {

  @Test
  void bothSolutionsProveEachOther() {
    int feasible = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int rows = 1 + random.nextInt(25);
      CoveringProgram program = new CoveringProgram(rows);
      List<double[]> columns = new ArrayList<>();
      int count = 1 + random.nextInt(40);
      for (int j = 0; j < count; j++) {
        columns.add(random.doubles(rows, -1, 2).toArray());
        program.add(columns.getLast());
        if (random.nextInt(3) == 0) {
          program.solve();
        }
      }
      if (program.solve()) {
        feasible++;
        check(program, columns, rows, "seed " + seed);
      } else {
        assertTrue(columns.stream().allMatch(column -> Vectors.min(column) <= 0), "seed " + seed);
      }
    }
    assertTrue(feasible > 200, "feasible " + feasible);
  }

  /** Two hundred rows, of which few are looked at: the program over all of them agrees. */
  @Test
  void rowsThatAreNotLookedAtAreCoveredToo() {
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      int rows = 200;
      CoveringProgram program = new CoveringProgram(rows);
      RevisedSimplex whole = new RevisedSimplex(rows);
      List<double[]> columns = new ArrayList<>();
      for (int j = 0; j < 12; j++) {
        double from = j == 0 ? 0.2 : -0.5;
        columns.add(random.doubles(rows, from, 2).toArray());
        program.add(columns.getLast());
        whole.add(columns.getLast());
        assertTrue(program.solve(), "the first column covers all");
      }
      assertTrue(whole.solve());
      check(program, columns, rows, "seed " + seed);
      assertEquals(Vectors.sum(whole.t()), Vectors.sum(program.t()), 1e-11, "seed " + seed);
      long looked = Arrays.stream(program.lambda()).filter(l -> l > 0).count();
      assertTrue(looked > 1 && looked <= 12, "as many rows as columns at the most: " + looked);
    }
    CoveringProgram none = new CoveringProgram(100);
    double[] column = new double[100];
    Arrays.fill(column, 1);
    column[99] = -1;
    none.add(column);
    assertFalse(none.solve(), "the last row");
  }

  private static void check(
      CoveringProgram program, List<double[]> columns, int rows, String message) {
    double[] t = program.t();
    double[] lambda = program.lambda();
    double[] q = new double[rows];
    for (int j = 0; j < t.length; j++) {
      assertTrue(t[j] >= 0, message);
      assertTrue(Vectors.dot(lambda, columns.get(j)) <= 1 + 1e-11, message);
      Vectors.addScaled(t[j], columns.get(j), q);
    }
    assertTrue(Vectors.min(lambda) >= 0, message);
    assertTrue(Vectors.min(q) >= 1 - 1e-11, message);
    assertEquals(Vectors.sum(t), Vectors.sum(lambda), 1e-11 * Vectors.sum(t), message);
  }

  @Test
  void copiesOfOneColumnChangeNothing() {
    CoveringProgram program = new CoveringProgram(2);
    for (int copy = 0; copy < 5; copy++) {
      program.add(new double[] {1, 0.5 + copy * 1e-15});
      program.add(new double[] {0.5, 1});
    }
    assertTrue(program.solve());
    assertEquals(4.0 / 3, Vectors.sum(program.t()), 1e-12);
  }

  /** Columns that differ by less than rounding made Bland's rule go round for ever. */
  @Test
  void nearlyParallelColumnsEnd() {
    Random random = new Random(1);
    int rows = 18;
    CoveringProgram program = new CoveringProgram(rows);
    List<double[]> columns = new ArrayList<>();
    for (int j = 0; j < 12; j++) {
      double[] column = random.doubles(rows, -1, 2).toArray();
      for (int copy = 0; copy < 30; copy++) {
        double[] near = column.clone();
        for (int i = 0; i < rows; i++) {
          near[i] += 1e-13 * random.nextGaussian();
        }
        columns.add(near);
        program.add(near);
      }
      program.solve();
    }
    assertTrue(program.solve());
    check(program, columns, rows, "parallel");
  }

  @Test
  void aRowThatNoColumnCoversIsSaid() {
    CoveringProgram program = new CoveringProgram(2);
    program.add(new double[] {1, -1});
    assertFalse(program.solve());
    program.add(new double[] {-0.5, 1});
    assertTrue(program.solve());
    assertEquals(7, Vectors.sum(program.t()), 1e-12);
  }
}
