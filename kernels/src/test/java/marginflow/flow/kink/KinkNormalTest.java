package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Normals of two units (w, w′ in space; θ = (w, w′, a, a′)), projected by hand. */
class KinkNormalTest {

  private static final double[][] X = {{1, 0, 0}, {3, 4, 0}};
  private static final double[] V = {1, 2, 3, 4, 5, 6, 7, 8};

  private final KinkScene scene =
      new KinkScene("relu:3-2-1", X, 1, 1).at(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1, 1);
  private final KinkNormal normal =
      new KinkNormal(scene.model.kinks(), scene.sliding, scene.model.parameters());

  /** The second sample in the place of the first unit's weights: 3 · 1 + 4 · 2. */
  @Test
  void aloneItIsTheSample() {
    assertEquals(25, normal.load(2), 1e-13);
    assertEquals(25, normal.fullSquared(), 1e-13);
    assertEquals(11, normal.along(V), 1e-13);
    double[] sum = V.clone();
    normal.add(2, sum);
    assertArrayEquals(new double[] {7, 10, 3, 4, 5, 6, 7, 8}, sum, 1e-13);
  }

  /** With the first sample sliding on the same unit (0, 4, 0) is left of it. */
  @Test
  void besideAnotherOfItsUnit() {
    scene.slide(0);
    assertEquals(16, normal.load(2), 1e-12);
    assertEquals(25, normal.fullSquared(), 1e-13);
    assertEquals(8, normal.along(V), 1e-12);
    double[] sum = V.clone();
    normal.add(2, sum);
    assertArrayEquals(new double[] {1, 10, 3, 4, 5, 6, 7, 8}, sum, 1e-12);
  }

  /** Nothing that slides on another unit takes anything away. */
  @Test
  void besideOneOfAnotherUnit() {
    scene.slide(1);
    assertEquals(25, normal.load(2), 1e-13);
    assertEquals(11, normal.along(V), 1e-13);
  }

  /** One that slides itself has nothing left. */
  @Test
  void besideItself() {
    scene.slide(2);
    assertEquals(0, normal.load(2), 1e-24);
  }

  /** A deeper normal, (v, w, w′…) of z = v φ(w) + v′ φ(w′), is that of the point. */
  @Test
  void aDeeperOne() {
    KinkScene deep = new KinkScene("relu:1-2-1-1", new double[][] {{1}}, 1).at(2, 3, 5, 7, 1);
    KinkNormal of = new KinkNormal(deep.model.kinks(), deep.sliding, 5);
    assertEquals(25 + 49 + 4 + 9, of.load(2), 1e-12);
    double[] sum = new double[5];
    of.add(1, sum);
    assertArrayEquals(new double[] {5, 7, 2, 3, 0}, sum, 1e-13);
    deep.sliding.add(0);
    assertEquals(49 + 4 + 9, of.load(2), 1e-12, "the first unit's weight is held");
  }
}
