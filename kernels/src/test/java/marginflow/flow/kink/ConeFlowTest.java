package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** One unit next to zero, in the plane: where it goes is seen from a drawing of V. */
class ConeFlowTest {

  /** Direction of a ray found by steps of a hundredth. */
  private static final double STEP = 1e-2;

  private static ConeFlow cone(double slope, double[][] x, double... c) {
    ConeFlow cone = new ConeFlow(slope);
    cone.begin(x.length, 2);
    for (int i = 0; i < x.length; i++) {
      cone.surface(i, c[i], x[i], new int[] {0, 1});
    }
    return cone;
  }

  @Test
  void nothingDescendsAndItStays() {
    ConeFlow cone = cone(0, new double[][] {{1, 0}, {0, 1}, {-1, -1}}, -1, -2, -1);
    assertFalse(cone.leaves(new double[] {1, 1}));
    assertFalse(cone.canLeave());
  }

  @Test
  void itGoesStraightThrough() {
    ConeFlow cone = cone(0, new double[][] {{1, 1}, {-1, -1}}, -1, 1);
    assertTrue(cone.leaves(new double[] {1, 1}));
    assertArrayEquals(new double[] {-Math.sqrt(0.5), -Math.sqrt(0.5)}, cone.ray(), STEP);
    assertEquals(1, cone.share());
  }

  /** V = |w₁| − ½ max(0.3 w₁ + w₂, 0): positive ahead and behind, and lowest along (0, 1). */
  @Test
  void itLeavesAlongARayThatItDidNotComeBy() {
    ConeFlow cone = cone(0, new double[][] {{1, 0}, {-1, 0}, {0.3, 1}}, -1, -1, 0.5);
    assertTrue(cone.leaves(new double[] {1, -1e-3}));
    assertArrayEquals(new double[] {0, 1}, cone.ray(), STEP);
    assertTrue(cone.canLeave());
  }

  /** A leaky unit has a force on both sides: V = −φ(w₁), lowest at w₁ > 0. */
  @Test
  void aLeakyUnitLeavesToItsSteeperSide() {
    ConeFlow cone = cone(0.5, new double[][] {{1, 0}}, 1);
    assertTrue(cone.leaves(new double[] {-1, 0}));
    assertArrayEquals(new double[] {1, 0}, cone.ray(), STEP);
  }

  /** The narrow cone in which V is negative holds no normal: it is found along a surface. */
  @Test
  void aNarrowConeIsFound() {
    double[][] x = {{1, 1}, {1, -1}, {1, 0}};
    assertFalse(cone(0, x, -1, -1, 1.9).canLeave());
    assertTrue(cone(0, x, -1, -1, 2.1).canLeave());
  }
}
