package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ReLU unit with weights (w, w), output weight a, on (1, 0) and (0, 1). */
class CollapsedUnitsTest {

  private static final double TOLERANCE = 1e-4;
  private static final double[][] X = {{1, 0}, {0, 1}};

  private static int[] found(KinkScene scene) {
    return new CollapsedUnits(scene.field, scene.sliding, TOLERANCE).find(scene.at);
  }

  /** At its apex where both samples push it off and √2 w is within the tolerance of ρ = |a|. */
  @ParameterizedTest
  @CsvSource({
    "-1, -1, 1, 0.7e-4, 2",
    "-1, -1, 1, 0.72e-4, 0",
    "1, 1, -1, 0.7e-4, 2",
    "1, 1, 1, 0.7e-4, 0",
    "-1, 1, 1, 0.7e-4, 0",
    "-1, -1, 1, 0, 0"
  })
  void itIsWhereAllPushItOff(double first, double second, double a, double w, int pairs) {
    assertEquals(pairs, found(new KinkScene(X, first, second).at(w, w, a)).length);
  }

  /** A unit that is off for all samples already is left as it is. */
  @Test
  void aUnitThatIsOffHasNoApex() {
    assertEquals(0, found(new KinkScene(X, -1, -1).at(-1e-5, -1e-5, 1)).length);
  }

  /** Where w is not much smaller than a, a comes to zero first: here ρ is another unit's. */
  @ParameterizedTest
  @CsvSource({"0.09, 2", "0.01, 0"})
  void theOutputWeightMustBeTheLarger(double a, int pairs) {
    // w/ρ = 5e-5 against a thousandth of a/ρ.
    KinkScene scene =
        new KinkScene("relu:2-2-1", X, -1, -1).at(3.5e-5, 3.5e-5, 0.7, 0.7, a, -Math.sqrt(0.02));
    int[] unit = new CollapsedUnits(scene.field, scene.sliding, TOLERANCE).find(scene.at);
    assertEquals(pairs, unit.length);
  }

  /** A leaky unit is never off. */
  @Test
  void aLeakyUnitHasNone() {
    KinkScene scene = new KinkScene("leaky-relu(0.1):2-1-1", X, -1, -1).at(1e-5, 1e-5, 1);
    assertEquals(0, found(scene).length);
  }

  @Test
  void clearingTakesTheWeightsToZero() {
    KinkScene scene = new KinkScene(X, -1, -1).at(5e-5, 5e-5, 1);
    double[] before = scene.y().clone();
    CollapsedUnits collapsed = new CollapsedUnits(scene.field, scene.sliding, TOLERANCE);
    double[] shift = collapsed.clear(collapsed.find(scene.at), scene.y());
    assertArrayEquals(new double[] {0, 0, before[2], before[3]}, scene.y());
    assertArrayEquals(new double[] {-before[0], -before[1], 0}, shift);
  }
}
