package marginflow.certificate.kkt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.linalg.NonNegativeLeastSquares;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;

/** Random rows and kinks against the projection on their cone by an orthogonal factorization. */
final class MultiplierProgramTest {

  private static final Kernels KERNELS = KernelSelector.select("scalar", 1);

  /** Rows with up to four kinks, each with the coordinates of one of some units. */
  private static List<TightCone.Row> rows(SplittableRandom random, int dimension, int units) {
    int size = dimension / units;
    List<TightCone.Row> rows = new ArrayList<>();
    int count = 1 + random.nextInt(12);
    for (int t = 0; t < count; t++) {
      List<TightCone.Jump> kinks = new ArrayList<>();
      for (int k = 0; k < random.nextInt(5); k++) {
        double[] normal = new double[dimension];
        int from = random.nextInt(units) * size;
        for (int j = from; j < from + size; j++) {
          normal[j] = random.nextDouble() - 0.5;
        }
        kinks.add(new TightCone.Jump(k, normal, 1));
      }
      boolean copy = t > 0 && random.nextInt(6) == 0;
      double[] base =
          copy ? rows.get(t - 1).base() : random.doubles(dimension, -0.3, 0.7).toArray();
      rows.add(new TightCone.Row(t, base, kinks));
    }
    return rows;
  }

  @Test
  void theResidualIsThatOfTheProjection() {
    int inside = 0;
    int unsettled = 0;
    for (int seed = 0; seed < 400; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int units = 1 + random.nextInt(4);
      int dimension = units * (1 + random.nextInt(12));
      List<TightCone.Row> rows = rows(random, dimension, units);
      double[] target = random.doubles(dimension, -0.2, 1).toArray();
      var solution = MultiplierProgram.solve(rows, target, KERNELS);
      var expected = NonNegativeLeastSquares.project(new TightCone(rows, dimension), target);
      String name = "seed " + seed;
      if (solution.isEmpty()) {
        // Where generators outnumber coordinates a face has many solutions, and may not settle.
        int kinks = rows.stream().mapToInt(row -> row.kinks().size()).sum();
        assertTrue(rows.size() + kinks > dimension, name);
        unsettled++;
        continue;
      }
      assertArrayEquals(expected.residual(), solution.get().residual(), 1e-8, name);
      double[] rest = target.clone();
      for (int t = 0; t < rows.size(); t++) {
        double lambda = solution.get().lambda()[t];
        assertTrue(lambda >= 0, name);
        Vectors.addScaled(-lambda, rows.get(t).base(), rest);
        for (int k = 0; k < rows.get(t).kinks().size(); k++) {
          double mu = solution.get().mu()[t][k];
          assertTrue(mu >= 0 && mu <= lambda, () -> name + ": " + mu + " of " + lambda);
          inside += mu > 0 && mu < lambda ? 1 : 0;
          Vectors.addScaled(-mu, rows.get(t).kinks().get(k).normal(), rest);
        }
      }
      assertArrayEquals(rest, solution.get().residual(), 1e-12, name);
    }
    assertTrue(inside > 100, "kinks inside " + inside);
    assertTrue(unsettled <= 4, "unsettled " + unsettled);
  }

  /** θ = (1, ½) of a row (1, 0) whose kink adds (0, 1): λ = 1, μ = ½. */
  @Test
  void workedByHand() {
    var kink = new TightCone.Jump(0, new double[] {0, 1}, 1);
    var row = new TightCone.Row(3, new double[] {1, 0}, List.of(kink));
    var solution =
        MultiplierProgram.solve(List.of(row), new double[] {1, 0.5}, KERNELS).orElseThrow();
    assertArrayEquals(new double[] {1}, solution.lambda(), 1e-12);
    assertArrayEquals(new double[] {0.5}, solution.mu()[0], 1e-12);
    var bounded = MultiplierProgram.solve(List.of(row), new double[] {1, 3}, KERNELS).orElseThrow();
    assertArrayEquals(new double[] {2}, bounded.lambda(), 1e-12);
    assertEquals(bounded.lambda()[0], bounded.mu()[0][0]);
    assertArrayEquals(new double[] {-1, 1}, bounded.residual(), 1e-12);
  }

  @Test
  void itIsForManyGeneratorsInManyCoordinates() {
    var row = new TightCone.Row(0, new double[] {1, 0}, List.of());
    assertFalse(MultiplierProgram.pays(List.of(row), 2));
    assertTrue(MultiplierProgram.pays(java.util.Collections.nCopies(2000, row), 2000));
  }
}
