package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A unit comes along (1, 1) to w = 0; the samples are (1, 0) and (0, 1). */
class UnitCollapseTest {

  private static final double TOLERANCE = 1e-6;

  private static boolean collapse(KinkScene scene, double left) {
    double[] start = scene.at(0.3, 0.3, 1).y().clone();
    scene.at(0.3 * left, 0.3 * left, 1);
    EventDetector none = new EventDetector(scene.field, scene.sliding, scene.jumps, TOLERANCE);
    UnitCollapse collapse = new UnitCollapse(scene.field, scene.sliding, TOLERANCE);
    collapse.find(none, 0, start, scene.y());
    return collapse.settle(scene.at, scene.y());
  }

  /** Every sample pushes a ReLU unit off: it is put to zero, off for all, and stays. */
  @Test
  void itStaysWhereNothingDescends() {
    KinkScene scene = new KinkScene(new double[][] {{1, 0}, {0, 1}}, -1, -1);
    assertTrue(collapse(scene, 1e-9));
    assertEquals(0, scene.y()[0]);
    assertEquals(0, scene.y()[1]);
    assertFalse(scene.model.kinks().positive(0));
    assertFalse(scene.model.kinks().positive(1));
  }

  /** A sample on the far side that wants the unit on takes it through, with the sides there. */
  @Test
  void itGoesThroughToWhereTheOtherSideDescends() {
    KinkScene scene = new KinkScene(new double[][] {{1, 1}, {-4, -3}}, -1, 1);
    assertTrue(collapse(scene, 1e-9));
    double beyond = 1e-2 * TOLERANCE;
    assertEquals(-0.8 * beyond, scene.y()[0], 1e-2 * beyond);
    assertEquals(-0.6 * beyond, scene.y()[1], 1e-2 * beyond);
    assertFalse(scene.model.kinks().positive(0));
    assertTrue(scene.model.kinks().positive(1));
  }

  /** One that stays leaves when the weights of the samples have changed enough. */
  @Test
  void oneThatStaysLeavesWhenItCan() {
    KinkScene scene = new KinkScene(new double[][] {{1, 0}, {2, 1}}, -1, 1);
    double[] start = scene.at(0.3, -0.3, 1).y().clone();
    scene.at(0, 0, -1);
    UnitCollapse collapse = new UnitCollapse(scene.field, scene.sliding, TOLERANCE);
    EventDetector none = new EventDetector(scene.field, scene.sliding, scene.jumps, TOLERANCE);
    // With the outgoing weight below zero the second sample, the larger one, pushes off, and
    // the first one, which wants it on, leads out on its own side.
    collapse.find(none, 0, start, scene.y());
    assertTrue(collapse.settle(scene.at, scene.y()));
    assertTrue(scene.y()[0] > 0);
    assertTrue(scene.y()[1] < 0);
  }

  /** A step that ends at a kink with the unit's weights left is an ordinary one. */
  @Test
  void aUnitThatIsNotAtZeroIsLeftAlone() {
    assertFalse(collapse(new KinkScene(new double[][] {{1, 0}, {-1, -1}}, -1, 1), 1e-2));
  }
}
