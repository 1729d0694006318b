package marginflow.certificate.kkt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;

/** Every inner product, of normals that share coordinates and of those that do not. */
final class GeneratorGramTest {

  private static List<TightCone.Row> rows(SplittableRandom random, int dimension, int[]... spans) {
    List<TightCone.Row> rows = new ArrayList<>();
    for (int t = 0; t < 5; t++) {
      List<TightCone.Jump> kinks = new ArrayList<>();
      for (int[] span : spans) {
        double[] normal = new double[dimension];
        for (int j = span[0]; j < span[1]; j++) {
          normal[j] = random.nextDouble() - 0.5;
        }
        kinks.add(new TightCone.Jump(kinks.size(), normal, 1));
      }
      rows.add(new TightCone.Row(t, random.doubles(dimension, -1, 1).toArray(), kinks));
    }
    return rows;
  }

  @Test
  void allInnerProducts() {
    SplittableRandom random = new SplittableRandom(8);
    List<TightCone.Row> rows =
        rows(
            random,
            5000,
            new int[] {4000, 4300},
            new int[] {10, 20},
            new int[] {15, 40},
            new int[] {7, 7});
    Matrix gram = GeneratorGram.of(rows, 5000, KernelSelector.select("vector", 1));
    List<double[]> generators = new ArrayList<>();
    rows.forEach(row -> generators.add(row.base()));
    rows.forEach(row -> row.kinks().forEach(kink -> generators.add(kink.normal())));
    assertEquals(25, gram.rows());
    for (int i = 0; i < 25; i++) {
      for (int j = 0; j < 25; j++) {
        assertEquals(
            Vectors.dot(generators.get(i), generators.get(j)), gram.get(i, j), 1e-10, i + ", " + j);
      }
    }
  }

  @Test
  void threadsDoNotMatter() {
    SplittableRandom random = new SplittableRandom(9);
    List<TightCone.Row> rows = rows(random, 9000, new int[] {0, 500}, new int[] {500, 1000});
    assertArrayEquals(
        GeneratorGram.of(rows, 9000, KernelSelector.select("scalar", 1)).data(),
        GeneratorGram.of(rows, 9000, KernelSelector.select("vector", 2)).data());
  }
}
