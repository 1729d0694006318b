package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jumps {@code p_i y_i a (1 − α)/ρ} of one unit w with output weight a, and of pairs behind it. */
class GradientJumpsTest {

  private static double weight(double own, double other) {
    return 1 / (1 + Math.exp(own - other));
  }

  /** Samples (1, 0) and (0, 1) with margins y w₁ a and w₂ a. */
  @ParameterizedTest
  @CsvSource({"1, 0.8", "-1, 0.8", "1, -0.8", "-1, -0.8"})
  void ofOneKink(double label, double a) {
    double[] theta = {0.5, 1, a};
    KinkScene scene = new KinkScene(new double[][] {{1, 0}, {0, 1}}, label, 1).at(theta);
    double jump = weight(label * 0.5 * a, a) * label * a / Vectors.norm(theta);
    assertEquals(jump, scene.jumps.of(0), 1e-15);
    assertEquals(jump, scene.jumps.alone(0), 1e-15);
    assertEquals(jump, scene.jumps.meeting(0, 3, 1), 1e-15, "nothing slides behind it");
  }

  /** A leaky unit turns by 1 − α only. */
  @Test
  void ofALeakyUnit() {
    double[] theta = {0.5, 1, 1};
    double[][] x = {{1, 0}, {0, 1}};
    KinkScene scene = new KinkScene("leaky-relu(0.25):2-1-1", x, 1, 1).at(theta);
    assertEquals(0.75 * weight(0.5, 1) / Vectors.norm(theta), scene.jumps.of(0), 1e-15);
  }

  /** It follows the model from the start of a step to its end. */
  @Test
  void fromTheStartToTheEndOfAStep() {
    KinkScene scene = new KinkScene(new double[][] {{1, 0}, {0, 1}}, 1, 1).at(0.5, 1, 0.8);
    double start = weight(0.4, 0.8) * 0.8 / Math.sqrt(1.89);
    scene.frozenAt(0.5, 1, -0.3);
    double end = weight(-0.15, -0.3) * -0.3 / Math.sqrt(1.34);
    assertEquals(start, scene.jumps.atStart(0), 1e-15);
    assertEquals(end, scene.jumps.of(0), 1e-15);
    assertEquals(0.75 * start + 0.25 * end, scene.jumps.between(0, 0.25), 1e-15);
    double pressure = 0.5 * weight(0.4, 0.8) / Math.sqrt(1.89);
    pressure += 0.5 * weight(-0.15, -0.3) / Math.sqrt(1.34);
    assertEquals(pressure, scene.jumps.pressure(0, 0.5), 1e-15);
  }

  /**
   * (1, 0), (2, 0) and (−1, 0) have one surface; the jump is that of the normal of the first, to
   * which the second adds twice its force and the third, from the other side, as much as its own.
   */
  @Test
  void ofSamplesOnOneSurface() {
    double[][] x = {{1, 0}, {2, 0}, {-1, 0}, {0, 1}};
    double[] theta = {0.1, 1, 0.7};
    KinkScene scene = new KinkScene(x, 1, -1, 1, 1).at(theta);
    double[] p =
        new TinyNet(0, new int[] {2, 1, 1}, x, 1, -1, 1, 1)
            .weights(theta, new boolean[][][] {{{true}}, {{true}}, {{false}}, {{true}}});
    double expected = (p[0] - 2 * p[1] + p[2]) * 0.7 / Vectors.norm(theta);
    assertEquals(expected, scene.jumps.of(0), 1e-15);
    assertTrue(scene.jumps.leads(0));
    assertFalse(scene.jumps.leads(1));
    assertFalse(scene.jumps.leads(2));
    assertTrue(scene.jumps.leads(3));
    // z of the second sample is 0.2, so its margin is wrong by the most.
    assertEquals(0.2 * 0.7, scene.jumps.margin(0), 1e-15);
  }

  /** The margin of a sample without weight does not matter, until what is left out gives it one. */
  @Test
  void aMarginWithoutWeight() {
    double[][] x = {{1, 0}, {0, 1}};
    KinkScene light = new KinkScene("relu:2-2-1", x, 1, 1).at(0.1, 0, 40, 1, 1, 1);
    assertEquals(0, light.jumps.margin(0), 0, "e^-39 is below 1e-12, and so is e^-38.9");
    assertEquals(40, light.jumps.margin(1), 1e-13, "but e^(40−39) is not");
    KinkScene heavy = new KinkScene("relu:2-2-1", x, 1, 1).at(0.1, 0, 1, 1, 1, 1);
    assertEquals(0.1, heavy.jumps.margin(0), 1e-15);
  }

  /**
   * Three layers 1-2-1-1 on the sample 1: the deeper kink, where it slides with the slope ξ, passes
   * on ξ of what the first layer feeds it. On the upper side frozen, its multiplier is (1 − ξ) of
   * its own jump.
   */
  @Test
  void behindWhichOneSlides() {
    double[][] x = {{1}};
    // z₂ = 1·1 − 1·1.
    double[] theta = {1, 1, 1, -1, 0.6};
    KinkScene scene = new KinkScene("relu:1-2-1-1", x, -1).at(theta);
    scene.model.kinks().setPositive(2, true);
    scene.field.evaluate(scene.at);
    scene.slide(2);
    double scale = 1 / Vectors.dot(theta, theta);
    double alone = -0.6 * scale;
    assertEquals(alone, scene.jumps.alone(0), 1e-15, "p y a v₀ ρ^−2 with the frozen side");
    // F is along its normal n = (1, −1, 1, 1): −a n ρ^−2, a multiplier of its whole jump.
    assertEquals(-0.6 * scale, scene.at.multipliers()[0], 1e-14);
    assertEquals(0, scene.jumps.of(0), 1e-14, "ξ = 0: nothing of it is passed on");
  }
}
