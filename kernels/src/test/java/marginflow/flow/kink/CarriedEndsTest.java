package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * Nets 1-2-1-1 on the sample 1, θ = (w₀, w₁, v₀, v₁, a): kinks 0 and 1 of the first layer, 2 of the
 * second, with {@code z₂ = v₀ φ(w₀) + v₁ φ(w₁)}.
 */
class CarriedEndsTest {

  private static KinkScene scene(String net, double[][] x) {
    double[] labels = new double[x.length];
    java.util.Arrays.fill(labels, 1);
    return new KinkScene(net, x, labels).at(0.1, 1, 1, 0.05, 1);
  }

  private static CarriedEnds at(KinkScene scene) {
    CarriedEnds ends = new CarriedEnds(scene.model.kinks());
    ends.begin(scene.at);
    return ends;
  }

  /** Frozen, w₀ = −0.1 gives −0.1 to z₂; off, it gives nothing, at slope α a share of it. */
  @Test
  void whatLiesBehindFollows() {
    for (double alpha : new double[] {0, 0.3}) {
      KinkScene scene = scene("leaky-relu(" + alpha + "):1-2-1-1", new double[][] {{1}});
      scene.frozenAt(-0.1, 1, 1, 0.05, 1);
      CarriedEnds ends = at(scene);
      assertEquals(-0.05, ends.values()[2], 1e-15);
      ends.cross(0, 0.5);
      assertEquals(0.05 - 0.1 * alpha, ends.values()[2], 1e-15, "α " + alpha);
      assertEquals(-0.05, ends.frozen(2), 1e-15);
      assertEquals(-0.1, ends.values()[0], 1e-15, "itself it stays where it is");
    }
  }

  /** Frozen across its surface, and with the other unit off it is not. */
  @Test
  void brings() {
    KinkScene scene = scene("relu:1-2-1-1", new double[][] {{1}});
    scene.frozenAt(-0.1, 1, 1, 0.05, 1);
    CarriedEnds ends = at(scene);
    assertFalse(ends.broughtBack(2), "nothing has crossed");
    assertEquals(1, ends.firstOf(0));
    ends.cross(0, 0.5);
    assertTrue(ends.broughtBack(2));
    assertFalse(ends.broughtBack(0), "a first layer has nothing before it");
    assertEquals(0.5, ends.firstOf(0));
    ends.cross(1, 0.7);
    assertEquals(0.5, ends.firstOf(0), "the first of them");
    ends.begin(scene.at);
    assertFalse(ends.broughtBack(2));
    assertEquals(1, ends.firstOf(0), "a new step");
    assertEquals(-0.05, ends.values()[2], 1e-15);
  }

  /**
   * Proportional samples cross together, each for what lies behind it; other rows do not see it.
   */
  @Test
  void everyRowOfASurface() {
    KinkScene scene = scene("relu:1-2-1-1", new double[][] {{1}, {2}});
    scene.frozenAt(-0.1, 1, 1, 0.05, 1);
    CarriedEnds ends = at(scene);
    int first = kink(scene, 0, 0);
    ends.cross(first, 0.25);
    assertEquals(0.05, ends.values()[kink(scene, 0, 2)], 1e-15);
    assertEquals(0.1, ends.values()[kink(scene, 1, 2)], 1e-15);
    assertEquals(0.25, ends.firstOf(1));
  }

  /** Of the last layer nothing lies behind. */
  @Test
  void theLastLayerChangesNothing() {
    KinkScene scene = scene("relu:1-2-1-1", new double[][] {{1}});
    CarriedEnds ends = at(scene);
    ends.cross(2, 0.1);
    assertEquals(1, ends.firstOf(0));
  }

  private static int kink(KinkScene scene, int row, int unit) {
    for (int j = 0; j < scene.model.kinks().size(); j++) {
      if (scene.model.kinks().row(j) == row && scene.model.kinks().unit(j) == unit) {
        return j;
      }
    }
    throw new AssertionError("no such kink");
  }
}
