package marginflow.certificate.kkt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;

class TightConeTest {

  private static TightCone.Row row(int number, double[] base, double[]... normals) {
    List<TightCone.Jump> kinks = new ArrayList<>();
    for (double[] normal : normals) {
      kinks.add(new TightCone.Jump(kinks.size(), normal, 1));
    }
    return new TightCone.Row(number, base, kinks);
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int k : set) {
      bits.set(k);
    }
    return bits;
  }

  /** (1, 0) gains by (0, 1) and not by (−2, 0); the size of the row is 2, its largest normal. */
  @Test
  void theBestCornerSwitchesOnWhatHelps() {
    var row = row(7, new double[] {1, 0}, new double[] {0, 1}, new double[] {-2, 0});
    TightCone cone = new TightCone(List.of(row), 2);
    var best = cone.best(new double[] {1, 2}).orElseThrow();
    assertEquals(new TightCone.Corner(0, bits(0)), best.key());
    assertArrayEquals(new double[] {1, 1}, best.column());
    assertEquals(1.5, best.value(), 1e-15);
    assertEquals(2, cone.dimension());
  }

  /** Rows are compared by their sizes, and one of zeros is none. */
  @Test
  void theBestRow() {
    TightCone cone =
        new TightCone(
            List.of(
                row(0, new double[] {0, 0}),
                row(3, new double[] {100, 0}),
                row(5, new double[] {0, 1})),
            2);
    assertEquals(
        new TightCone.Corner(2, bits()), cone.best(new double[] {1, 1.5}).orElseThrow().key());
    assertEquals(
        new TightCone.Corner(1, bits()), cone.best(new double[] {2, 1.5}).orElseThrow().key());
    assertEquals(Optional.empty(), cone.best(new double[] {-1, -1}));
  }

  /** Against all corners, with normals that are zero but for a stretch. */
  @Test
  void agreesWithAllCorners() {
    Random random = new Random(2);
    for (int k = 0; k < 100; k++) {
      double[][] normals = new double[4][6];
      for (int j = 0; j < 4; j++) {
        int from = random.nextInt(6);
        for (int i = from; i < Math.min(6, from + 3); i++) {
          normals[j][i] = random.nextGaussian();
        }
      }
      double[] base = random.doubles(6, -1, 1).toArray();
      double[] residual = random.doubles(6, -1, 1).toArray();
      double best = 0;
      for (int corner = 0; corner < 16; corner++) {
        double[] g = base.clone();
        for (int j = 0; j < 4; j++) {
          Vectors.addScaled(corner >> j & 1, normals[j], g);
        }
        best = Math.max(best, Vectors.dot(residual, g));
      }
      var found = new TightCone(List.of(row(0, base, normals)), 6).best(residual);
      double value = found.map(corner -> Vectors.dot(residual, corner.column())).orElse(0.0);
      assertEquals(best, value, 1e-14, "case " + k);
    }
  }

  @Test
  void rangesOfNormals() {
    assertArrayEquals(new int[] {1, 4}, TightCone.range(new double[] {0, 1, 0, 2, 0, 0}));
    assertArrayEquals(new int[] {0, 2}, TightCone.range(new double[] {1, 1}));
    assertArrayEquals(new int[] {0, 0}, TightCone.range(new double[3]));
  }
}
