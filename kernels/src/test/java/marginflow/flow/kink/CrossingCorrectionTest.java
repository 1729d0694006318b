package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Steps that pass kinks with the pattern frozen, both paths followed to rounding by a {@link
 * TinyNet}: the frozen one, which the step is given, and the one that changes sides on the way. The
 * correction has to find the second from the first: what it leaves has the second order of the
 * step, where without it the first is left. (Of third order it is not: z beyond the surface is that
 * of the frozen path, and the weights are those of margins with the frozen sides.)
 */
class CrossingCorrectionTest {

  /** Below every error here, so that the correction of second order is asked for. */
  private static final double TOLERANCE = 1e-12;

  /** Runge–Kutta steps of a reference path: of h ≤ 0.2, whose errors are 1e-13. */
  private static final int STEPS = 60;

  /** Above zero by nothing: a unit on its surface that comes from above. */
  private static final double ABOVE = Double.MIN_NORMAL;

  /** (1, 0) is passed, (3, 1) drives w₁ up all the time. */
  private static final double[][] TWO = {{1, 0}, {3, 1}};

  private static final double[][] THREE = {{1, 0}, {3, 1}, {-0.2, 1}};

  /** One step over kinks, half way through which θ is at a given point. */
  private static final class Step {
    final TinyNet net;
    final KinkScene scene;
    final EventDetector detector;
    final CrossingCorrection correction;
    final double h;
    final double[] start;
    final boolean[][][] before;
    final double[] frozen;

    Step(double slope, int[] widths, double[][] x, double[] labels, double h, double... middle) {
      this.net = new TinyNet(slope, widths, x, labels);
      this.h = h;
      before = net.signs(middle);
      start = net.frozen(middle, before, -0.5 * h, STEPS);
      frozen = net.frozen(start, before, h, STEPS);
      String spec = String.join("-", Arrays.stream(widths).mapToObj(Integer::toString).toList());
      String name = slope == 0 ? "relu:" : "leaky-relu(" + slope + "):";
      scene = new KinkScene(name + spec, x, labels).at(start);
      detector = scene.detector(TOLERANCE);
      correction = scene.correction(detector);
      detector.begin(scene.at);
      scene.frozenAt(frozen);
      detector.judge(scene.start, scene.at, h, false);
      correction.weigh(h, TOLERANCE, 1, scene.at);
    }

    /** Distance of the corrected end from the path that changes sides. */
    double error() {
      correction.correct(h, scene.at);
      double[] y = scene.y();
      double[] end = Arrays.copyOf(y, start.length);
      Arrays.setAll(end, j -> Math.exp(y[start.length]) * y[j]);
      return distance(end, net.path(start, before, h, STEPS));
    }

    double uncorrected() {
      return distance(frozen, net.path(start, before, h, STEPS));
    }

    private static double distance(double[] a, double[] b) {
      return Vectors.norm(TinyNet.moved(a, -1, b));
    }
  }

  private interface Steps {
    Step of(double h);
  }

  /** The error falls with the square of the step, by 4 with its half; without correction, by 2. */
  private static void assertSecondOrder(Steps steps, int kinks) {
    double[] errors = new double[3];
    double[] without = new double[3];
    for (int k = 0; k < 3; k++) {
      Step step = steps.of(0.1 / (1 << k));
      assertEquals(kinks, step.detector.count());
      without[k] = step.uncorrected();
      errors[k] = step.error();
    }
    String found = Arrays.toString(errors) + " of " + Arrays.toString(without);
    assertTrue(errors[0] > 3.5 * errors[1] && errors[1] > 3.5 * errors[2], found);
    assertTrue(without[1] < 3 * without[2] && errors[2] < 0.02 * without[2], found);
  }

  @ParameterizedTest
  @CsvSource({"1", "-1"})
  void oneKink(double label) {
    assertSecondOrder(
        h -> new Step(0, new int[] {2, 1, 1}, TWO, new double[] {label, 1}, h, 0, 1, 0.3), 1);
  }

  /**
   * A leaky unit on one sample, whose weight is 1: {@code z' = s a |x|², a' = s z}. Two terms of
   * second order are put right, z (1 − α) of a' and what the near Jacobian makes of the pass, each
   * {@code ½ t² α (1 − α) |x|² a}; left is what the pass adds to z, a share of (1 − α)/α of that.
   */
  @Test
  void bothTermsOfSecondOrder() {
    double alpha = 0.9;
    Step step =
        new Step(
            alpha,
            new int[] {2, 1, 1},
            new double[][] {{1, 0.2}},
            new double[] {1},
            0.02,
            -0.2,
            1,
            1);
    double t = 0.5 * step.h;
    double term = 0.5 * t * t * alpha * (1 - alpha) * 1.04;
    assertEquals((1 - alpha) / alpha * term, step.error(), 0.3 * term);
  }

  /** The surface of (1, −0.04 h) is 0.04 h behind that of (1, 0). */
  @ParameterizedTest
  @CsvSource({"1, 1", "1, -1", "-1, -1"})
  void twoCloseOnes(double first, double second) {
    assertSecondOrder(
        h ->
            new Step(
                0,
                new int[] {2, 1, 1},
                new double[][] {{1, 0}, {1, -0.04 * h}, {3, 1}},
                new double[] {first, second, 1},
                h,
                0,
                1,
                0.3),
        2);
  }

  /** Two leaky units come to the surface of one sample at one time, from both sides. */
  @Test
  void twoUnitsAtOneTime() {
    Steps steps =
        h ->
            new Step(
                0.2,
                new int[] {2, 2, 1},
                THREE,
                new double[] {1, 1, 1},
                h,
                0,
                1,
                ABOVE,
                1,
                1,
                -0.8);
    assertSecondOrder(steps, 2);
    assertEquals(-1, steps.of(0.1).correction.rival(), "they do nothing to one another");
  }

  /** One leaky unit comes to the surfaces of two samples at one time. */
  @Test
  void twoSamplesAtOneTime() {
    assertSecondOrder(
        h ->
            new Step(
                0.2,
                new int[] {3, 1, 1},
                new double[][] {{1, 0, 0.1}, {0.5, 1, 0.1}, {3, 3, 0.2}},
                new double[] {1, 1, 1},
                h,
                -0.1,
                -0.05,
                1,
                1),
        2);
  }

  /** A unit of the first layer of three passes: all behind it has another slope from then on. */
  @Test
  void theFirstLayerOfThree() {
    assertSecondOrder(
        h ->
            new Step(
                0.1,
                new int[] {2, 2, 2, 1},
                THREE,
                new double[] {1, 1, -1},
                h,
                0,
                1,
                0.7,
                0.5,
                0.9,
                0.4,
                -0.5,
                1.1,
                1,
                -0.8),
        1);
  }

  /** Normals of deeper kinks turn on the way, which the correction leaves out. */
  @Test
  void aDeeperKink() {
    // z₂ = 0.5·1 − 0.5·1 for the sample (1, 0).
    double[] middle = {1, 0.2, 1, -0.3, 0.5, -0.5, 0.9, 0.4, 1, 0.8};
    Steps steps =
        h -> new Step(0, new int[] {2, 2, 2, 1}, TWO, new double[] {1, 1}, 0.5 * h, middle.clone());
    assertSecondOrder(steps, 1);
    Step step = steps.of(0.1);
    assertEquals(1, step.scene.model.kinks().layer(step.detector.kink(0)));
  }

  /**
   * Past its surface the first kink changes the speed v of w₁ by J = ± p a. With the second surface
   * half way between v h/2 and (v + J) h/2, one of the frozen path and the true one reaches it.
   */
  private static Step between(double label) {
    double h = 0.05;
    double a = 0.3;
    double[][] x = {{1, 0}, {3, 1}, {1, 0}};
    TinyNet net = new TinyNet(0, new int[] {2, 1, 1}, x, label, 1, 1);
    double[] middle = {0, 1, a};
    double v = net.velocity(middle, net.signs(middle))[0];
    double jump = label * net.weights(middle, net.signs(middle))[0] * a;
    x[2] = new double[] {1, -0.5 * h * (v + 0.5 * jump)};
    return new Step(0, new int[] {2, 1, 1}, x, new double[] {label, 1, 1}, h, middle);
  }

  /** What the force of one pushes over its surface, the frozen path does not see. */
  @Test
  void anUnseenPass() {
    Step step = between(1);
    assertEquals(1, step.detector.count());
    step.error();
    assertTrue(step.correction.unseen().passed(0));
    assertEquals(1, step.correction.unseen().count());
    assertEquals(2, step.correction.unseen().kink(0));
    assertTrue(step.correction.unseen().missed() > 1, "above the tolerance");
    assertTrue(
        step.correction.unseen().missedSince() > 0.5 && step.correction.unseen().missedSince() < 1);
  }

  /** What the force of one keeps from its surface did not pass. */
  @Test
  void onePassPreventsAnother() {
    Step step = between(-1);
    assertEquals(2, step.detector.count());
    step.error();
    assertTrue(step.correction.unseen().passed(0));
    assertFalse(step.correction.unseen().passed(2));
    assertEquals(0, step.correction.unseen().count());
  }

  /**
   * The effect of a pass is its push times {@code rate left} over the tolerance as long as first
   * order is enough, and no evaluation is spent then.
   */
  @Test
  void firstOrderIsEnoughForASmallPush() {
    Step step = new Step(0, new int[] {2, 1, 1}, TWO, new double[] {1, 1}, 1e-3, 0, 1, 0.3);
    CrossingCorrection correction = step.scene.correction(step.detector);
    double margin = step.detector.effect(0);
    double loose = 1;
    correction.weigh(step.h, loose, 1, step.scene.at);
    assertEquals(margin, step.detector.effect(0), 0, "nothing is raised");
    assertSame(step.scene.at, correction.correct(step.h, step.scene.at));
    assertNotSame(step.scene.at, step.correction.correct(step.h, step.scene.at));
    assertEquals(0.5 * step.h, step.correction.longest(), 1e-3 * step.h);
  }

  /** The force that is added at the end is J times the normal: p a (1, 0)/ρ in the unit's row. */
  @Test
  void whatIsAddedAtTheEnd() {
    Step step = new Step(0, new int[] {2, 1, 1}, TWO, new double[] {1, 1}, 1e-3, 0, 1, 0.3);
    double p = step.net.weights(step.frozen, step.before)[0];
    double expected = p * step.frozen[2] / Vectors.norm(step.frozen);
    assertEquals(expected, step.correction.added()[0], 1e-12);
    assertEquals(0, step.correction.added()[1], 1e-15);
  }

  /** A scan that found nothing has nothing to correct. */
  @Test
  void aStepWithoutKinks() {
    Step step = new Step(0, new int[] {2, 1, 1}, TWO, new double[] {1, 1}, 1e-3, 0.5, 1, 0.3);
    assertFalse(step.correction.any());
    assertSame(step.scene.at, step.correction.correct(step.h, step.scene.at));
    assertEquals(0, step.error(), 1e-12);
  }
}
