package marginflow.flow.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.flow.kink.KinkScene;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;

/** One unit in space on (1, 0, 0), (0, 1, 0) and (1, 1, 0): normals whose projections are drawn. */
class SlidingSetTest {

  private static final double[][] X = {{1, 0, 0}, {0, 1, 0}, {1, 1, 0}, {0, 0, 1}};

  private static KinkScene scene(double... theta) {
    return new KinkScene("relu:3-1-1", X, 1, 1, 1, 1).at(theta);
  }

  private final SlidingSet sliding = scene(0.1, 0.2, 1, 1).sliding;
  private final double[] c = new double[4];

  @Test
  void nothingSlides() {
    double[] v = {1, 2, 3, 4};
    sliding.project(v, c);
    assertArrayEquals(new double[] {1, 2, 3, 4}, v);
  }

  /** {@code v = c₁ (1, 0, 0) + c₃ (1, 1, 0) + rest} with v = (3, 5, …): c₃ = 5, c₁ = −2. */
  @Test
  void obliqueNormals() {
    sliding.add(0);
    sliding.add(2);
    double[] v = {3, 5, 3, 4};
    sliding.project(v, c);
    assertArrayEquals(new double[] {0, 0, 3, 4}, v, 1e-14);
    assertEquals(-2, c[0], 1e-12);
    assertEquals(5, c[1], 1e-12);
    assertEquals(Math.sqrt(2), sliding.normalLength(1), 1e-15);
    double[] other = {2, 0, 3, 4};
    sliding.projectOnly(other);
    assertEquals(2, sliding.removed(0), 1e-12);
  }

  /** Three normals in a plane: of all multipliers (1 − t, 2 − t, t) the least are at t = 1. */
  @Test
  void dependentNormals() {
    for (int kink = 0; kink < 3; kink++) {
      sliding.add(kink);
    }
    double[] v = {1, 2, 3, 4};
    sliding.project(v, c);
    assertArrayEquals(new double[] {0, 0, 3, 4}, v, 1e-14);
    assertEquals(0, c[0], 1e-6);
    assertEquals(1, c[1], 1e-6);
    assertEquals(1, c[2], 1e-6);
  }

  @Test
  void entersLeavesAndGoesBack() {
    for (int kink = 3; kink >= 0; kink--) {
      sliding.add(kink);
    }
    sliding.mark();
    sliding.remove(3);
    sliding.remove(1);
    assertEquals(2, sliding.count());
    assertEquals(2, sliding.kink(0));
    assertEquals(0, sliding.kink(1));
    assertFalse(sliding.contains(3));
    double[] v = {1, 2, 3, 4};
    sliding.project(v, c);
    assertArrayEquals(new double[] {0, 0, 3, 4}, v, 1e-14);
    sliding.rollBack();
    assertEquals(4, sliding.count());
    assertEquals(3, sliding.kink(0));
    assertTrue(sliding.contains(1));
    sliding.project(v, c);
    assertArrayEquals(new double[] {0, 0, 0, 4}, v, 1e-14);
  }

  /** More than its first arrays hold: two units on twenty samples, one projection to zero. */
  @Test
  void manyAtOneTime() {
    double[][] x = new double[20][];
    double[] y = new double[20];
    for (int i = 0; i < 20; i++) {
      x[i] = new double[] {Math.cos(i), Math.sin(i)};
      y[i] = 1;
    }
    SlidingSet many = new KinkScene("relu:2-2-1", x, y).at(0.1, 0.2, 0.3, 0.4, 1, 1).sliding;
    for (int kink = 0; kink < 40; kink += 2) {
      many.add(kink);
    }
    double[] v = {1, 2, 3, 4, 5, 6};
    many.project(v, new double[20]);
    assertArrayEquals(new double[] {0, 0, 3, 4, 5, 6}, v, 1e-13);
  }

  /** In units of u, the farthest of those that slide. */
  @Test
  void theDistanceFromFlatSurfaces() {
    KinkScene off = scene(4e-4, -3e-4, 1, 1);
    assertEquals(0, off.sliding.flatDistance(1), 0, "nothing slides");
    off.sliding.add(1);
    off.field.evaluate(off.at);
    assertEquals(3e-4 / off.at.norm(), off.sliding.flatDistance(off.at.norm()), 1e-15);
    off.sliding.add(0);
    off.field.evaluate(off.at);
    assertEquals(4e-4 / off.at.norm(), off.sliding.flatDistance(off.at.norm()), 1e-15);
  }

  /** To flat surfaces it is one step, along their normals, if it is no longer than 1e-3. */
  @Test
  void theWayBackToFlatSurfaces() {
    KinkScene near = scene(4e-4, -3e-4, 1, 1);
    near.sliding.add(0);
    near.sliding.add(2);
    double rho = Math.exp(near.y()[4]);
    assertTrue(near.sliding.restore(near.y(), rho));
    assertEquals(0, near.y()[0], 1e-15);
    assertEquals(0, near.y()[1], 1e-15);
    assertEquals(1 / rho, near.y()[2], 1e-15);
    assertEquals(5e-4 / rho, Vectors.norm(near.sliding.shift()), 1e-15);
    KinkScene far = scene(4e-3, 0, 1, 1);
    far.sliding.add(0);
    double before = far.y()[0];
    assertFalse(far.sliding.restore(far.y(), Math.exp(far.y()[4])));
    assertEquals(before, far.y()[0]);
    assertEquals(0, Vectors.norm(far.sliding.shift()));
  }

  /**
   * Three layers 1-2-1-1 on the sample 1: z of the deeper unit is {@code w₀v₀ + w₁v₁}, its normal
   * (v, w), its distance {@code z/(ρ |n|)}; behind units that are off it has none.
   */
  @Test
  void deeperSurfaces() {
    KinkScene scene =
        new KinkScene("relu:1-2-1-1", new double[][] {{1}}, 1).at(1, 1, 1, -1 + 1e-6, 0.5);
    assertFalse(scene.sliding.deep());
    scene.slide(2);
    assertTrue(scene.sliding.deep());
    double rho = Math.exp(scene.y()[5]);
    double distance = 1e-6 / (rho * 2);
    assertEquals(2, scene.sliding.farthest(rho, 0.9 * distance));
    assertEquals(-1, scene.sliding.farthest(rho, 1.1 * distance));
    assertEquals(-1, scene.sliding.idle());
    assertTrue(scene.sliding.behind(0, 0) && scene.sliding.behind(1, 0));
    scene.at(-1, -1, 1, -1, 0.5);
    assertEquals(2, scene.sliding.idle());
  }
}
