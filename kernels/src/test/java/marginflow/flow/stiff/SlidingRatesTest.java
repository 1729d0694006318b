package marginflow.flow.stiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.flow.kink.KinkScene;
import marginflow.flow.kink.ReleasesTest;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;

/**
 * Multipliers and jumps are linear in the weights of the samples: their derivatives by each weight,
 * times the weights, add up to them. For one kink they are those of {@link ReleasesTest}.
 */
class SlidingRatesTest {

  /**
   * Sample (1, 0), label −1, slides at slope ½ for a = 1: {@code c = ½ jump}, {@code jump = −p/ρ}.
   */
  @Test
  void ofOneKink() {
    double[] p = {1 / (1 + Math.exp(-0.5)), 1 / (1 + Math.exp(0.5))};
    double pull = 0.5 * p[0] / p[1];
    KinkScene scene = new KinkScene(new double[][] {{1, 0}, {pull, 1}}, -1, 1).at(0, 0.5, 1);
    scene.slide(0);
    SlidingRates rates = new SlidingRates(scene.field, scene.sliding);
    rates.begin(scene.at, scene.jumps.turnTo(scene.at));
    assertEquals(2, rates.count());
    double[] found = new double[2];
    rates.observe(scene.at, found, 0);
    double jump = -p[0] / Math.sqrt(1.25);
    // Frozen on its lower side, the other sample pulls up by half of the jump.
    assertArrayEquals(new double[] {-0.5 * jump, jump}, found, 1e-14);
    double[] start = new double[2];
    rates.recallStart(start, 0);
    assertArrayEquals(found, start);
  }

  private static void assertLinear(KinkScene scene) {
    SlidingRates rates = new SlidingRates(scene.field, scene.sliding);
    rates.begin(scene.at, scene.jumps.turnTo(scene.at));
    int count = rates.count();
    double[] whole = new double[count];
    rates.observe(scene.at, whole, 0);
    for (int k = 0; k < scene.sliding.count(); k++) {
      assertEquals(scene.jumps.of(scene.sliding.kink(k)), whole[count / 2 + k], 1e-14);
    }
    double[] p = scene.at.weights().clone();
    double[] sum = new double[count];
    double[] one = new double[count];
    double[] gradient = new double[scene.model.parameters()];
    double[] change = new double[p.length];
    double[] turn = new double[gradient.length];
    double[] turned = new double[count];
    double scale = scene.at.forceScale();
    for (int i = 0; i < p.length; i++) {
      scene.model.rowGradient(i, gradient);
      change[i] = Math.cos(i + 1);
      Vectors.axpy(change[i], gradient, 0, turn, 0, turn.length);
      double[] c = new double[scene.sliding.count()];
      scene.sliding.project(gradient, c);
      rates.derivatives(i, c, scale, one, 0);
      for (int k = 0; k < count; k++) {
        sum[k] += p[i] * one[k];
        turned[k] += change[i] * one[k];
      }
    }
    assertArrayEquals(whole, sum, 1e-13);
    double[] multipliers = new double[count];
    scene.sliding.multipliers(turn, multipliers);
    for (int k = 0; k < count; k++) {
      assertEquals(turned[k], rates.change(k, change, multipliers, scale), 1e-12);
    }
  }

  /** Two units, one of them with samples (1, 0.2) and (−2, −0.4) on one surface. */
  @Test
  void ofSamplesOnOneSurface() {
    double[][] x = {{1, 0.2}, {-2, -0.4}, {0.3, 1}};
    KinkScene scene =
        new KinkScene("relu:2-2-1", x, -1, 1, 1).at(-0.2, 1, 0.5, 0.7, 1, -0.8).slide(0);
    assertLinear(scene.slide(5));
  }

  /** In three layers what slides behind a kink takes part of its jump. */
  @Test
  void ofDeeperKinks() {
    double[][] x = {{1, 0}, {0.6, 0.8}, {0.8, -0.6}};
    KinkScene scene =
        new KinkScene("relu:2-4-2-1", x, 1, -1, 1)
            .at(0, -0.3, 1, 0.1, 1, -0.2, 0.5, 0.4, 0.7, 0.5, -0.5, 0, 1, 0, 0, 1, -1.2, 0.4);
    scene.slide(0).slide(12);
    assertTrue(scene.sliding.deep());
    assertLinear(scene);
  }
}
