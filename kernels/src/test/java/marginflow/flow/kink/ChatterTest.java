package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Units 0 and 1 of a net 2-4-2-1 and the deeper unit 0 behind them are on their surfaces for the
 * first sample; units 2 and 3 feed the deeper one what cancels. What tiny steps do there is seen by
 * taking them: Euler steps of 1e-9 along the true field of a {@link TinyNet}, θ and all, which
 * knows nothing of patterns or velocities of z. Over all of them θ moves by no more than 1e-5.
 */
class ChatterTest {

  private static final double[][] X = {{1, 0}, {0.6, 0.8}, {0.8, -0.6}};
  private static final int[] WIDTHS = {2, 4, 2, 1};
  private static final double STEP = 1e-9;
  private static final int STEPS = 1 << 14;

  /** Pairs of the first sample: units 0 and 1 of the first layer, unit 0 of the second. */
  private static final int[] KINKS = {0, 1, 12};

  private static double[] point(Random random) {
    double[] theta = new double[18];
    Arrays.setAll(theta, j -> random.nextGaussian());
    theta[0] = 0;
    theta[2] = 0;
    theta[4] = 1;
    theta[6] = 1;
    theta[11] = -theta[10];
    // The deeper unit 1 is on, so that the row always has a force.
    theta[14] = 0.5;
    theta[15] = 0.5;
    return theta;
  }

  private static double[] labels(Random random) {
    return new double[] {sign(random), sign(random), sign(random)};
  }

  private static double sign(Random random) {
    return random.nextBoolean() ? 1 : -1;
  }

  private static KinkScene sliding(double[] theta, double[] labels) {
    KinkScene scene = new KinkScene("relu:2-4-2-1", X, labels).at(theta);
    for (int kink : KINKS) {
      scene.slide(kink);
    }
    return scene;
  }

  /** Whether each kink changes its side in the second half of the Euler steps. */
  private static boolean[] eulerSteps(double[] theta, double[] labels) {
    TinyNet net = new TinyNet(0, WIDTHS, X, labels);
    int[] last = new int[KINKS.length];
    double[] at = theta;
    boolean[] before = sides(net.signs(at));
    for (int step = 1; step <= STEPS; step++) {
      at = TinyNet.moved(at, STEP, net.velocity(at, net.signs(at)));
      boolean[] now = sides(net.signs(at));
      for (int k = 0; k < now.length; k++) {
        last[k] = now[k] != before[k] ? step : last[k];
      }
      before = now;
    }
    boolean[] comesBack = new boolean[last.length];
    for (int k = 0; k < last.length; k++) {
      comesBack[k] = last[k] > STEPS / 2;
    }
    return comesBack;
  }

  private static boolean[] sides(boolean[][][] on) {
    return new boolean[] {on[0][0][0], on[0][0][1], on[0][1][0]};
  }

  @Test
  void holdsWhatComesBackInTinySteps() {
    int[] held = new int[KINKS.length];
    int[] gone = new int[KINKS.length];
    List<String> wrong = new ArrayList<>();
    for (int seed = 0; seed < 24; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      double[] labels = labels(random);
      double[] theta = point(random);
      KinkScene scene = sliding(theta, labels);
      Chatter chatter = new Chatter(scene.field, scene.sliding);
      boolean[] right = eulerSteps(theta, labels);
      for (int k = 0; k < KINKS.length; k++) {
        boolean holds = chatter.holds(KINKS[k], scene.at);
        held[k] += right[k] ? 1 : 0;
        gone[k] += right[k] ? 0 : 1;
        if (holds != right[k]) {
          wrong.add("seed " + seed + " kink " + KINKS[k] + " holds " + holds);
        }
      }
    }
    assertEquals(List.of(), wrong);
    for (int k = 0; k < KINKS.length; k++) {
      String counts = held[k] + " held, " + gone[k] + " gone";
      assertTrue(held[k] >= 2 && gone[k] >= 2, counts);
    }
  }

  /** The pattern in force is what it was. */
  @Test
  void leavesThePatternAlone() {
    Random random = new Random(5);
    double[] labels = labels(random);
    KinkScene scene = new KinkScene("relu:2-4-2-1", X, labels).at(point(random));
    for (int kink : KINKS) {
      scene.slide(kink);
    }
    scene.model.kinks().setPositive(1, true);
    scene.field.evaluate(scene.at);
    long[] before = new long[1];
    long[] after = new long[1];
    scene.model.kinks().savePattern(before);
    new Chatter(scene.field, scene.sliding).holds(0, scene.at);
    scene.model.kinks().savePattern(after);
    assertArrayEquals(before, after);
  }

  /** Surfaces of several samples at once are more than it looks at. */
  @Test
  void samplesOnOneSurfaceAreNotLookedAt() {
    double[][] x = {{1, 0}, {2, 0}, {0.8, -0.6}};
    KinkScene scene = new KinkScene("relu:2-4-2-1", x, 1, -1, 1).at(point(new Random(3)));
    scene.slide(0);
    assertFalse(new Chatter(scene.field, scene.sliding).holds(0, scene.at));
  }
}
