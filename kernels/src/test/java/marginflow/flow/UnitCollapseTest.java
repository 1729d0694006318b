package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A unit comes along (1, 1) to w = 0; the samples are (1, 0) and (0, 1). */
class UnitCollapseTest {

  private static final double TOLERANCE = 1e-6;

  private static boolean collapse(KinkScene scene, double left) {
    double[] start = scene.at(0.3, 0.3, 1).y.clone();
    scene.at(0.3 * left, 0.3 * left, 1);
    return new UnitCollapse(scene.field, scene.sliding, TOLERANCE).through(0, start, scene.y);
  }

  /** Beyond zero both samples are off for a ReLU unit: nothing descends there, and it stays. */
  @Test
  void itStaysWhereNothingDescendsBeyond() {
    assertFalse(collapse(new KinkScene(new double[][] {{1, 0}, {0, 1}}, -1, -1), 1e-9));
  }

  /** A sample on the far side that wants the unit on takes it through, with the sides there. */
  @Test
  void itGoesStraightThroughWhereTheOtherSideDescends() {
    KinkScene scene = new KinkScene(new double[][] {{1, 0}, {-1, -1}}, -1, 1);
    assertTrue(collapse(scene, 1e-9));
    double beyond = 1e-2 * TOLERANCE;
    assertEquals(-beyond / Math.sqrt(2), scene.y[0], 1e-12 * beyond);
    assertEquals(-beyond / Math.sqrt(2), scene.y[1], 1e-12 * beyond);
    assertFalse(scene.model.kinks().positive(0));
    assertTrue(scene.model.kinks().positive(1));
  }

  /** A step that ends at a kink with the unit's weights left is an ordinary one. */
  @Test
  void aUnitThatIsNotAtZeroIsLeftAlone() {
    assertFalse(collapse(new KinkScene(new double[][] {{1, 0}, {-1, -1}}, -1, 1), 1e-3));
  }
}
