package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.flow.event.Branch;
import marginflow.flow.method.RosenbrockStepper;
import marginflow.flow.method.RosenbrockTableau;
import marginflow.flow.stiff.StiffSystem;
import marginflow.loss.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sample (1, 0) with label −1 slides on w₁ = 0, and (b, 1) with label +1 pulls w₁ by {@code p₂ a
 * b}: the slope that holds it is {@code ξ = b p₂/p₁}, whatever a is; the jump {@code −p₁ a}
 * attracts for a > 0 and repels for a < 0.
 */
public class ReleasesTest {

  private static KinkScene scene(double slope, double a) {
    double w = 0.5;
    double[] p = new double[2];
    Loss.EXPONENTIAL.weights(new double[] {0, a * w}, 2, p);
    double b = slope * p[0] / p[1];
    return new KinkScene(new double[][] {{1, 0}, {b, 1}}, -1, 1).at(0, w, a).slide(0);
  }

  private static Releases judged(KinkScene scene, double h) {
    Releases test = test(scene);
    test.begin(scene.at);
    CrossingCorrection none =
        new CrossingCorrection(
            scene.field,
            scene.sliding,
            new EventDetector(scene.field, scene.sliding, scene.jumps, 1e-6),
            scene.jumps);
    test.judge(scene.at, false, none, h);
    return test;
  }

  private static Releases test(KinkScene scene) {
    StiffSystem system =
        new StiffSystem(scene.field, scene.sliding, StiffSystem.Limits.of(scene.model));
    return new Releases(
        scene.field,
        scene.sliding,
        scene.jumps,
        new RosenbrockStepper(RosenbrockTableau.w4(), scene.field, system));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 0.88, 0.99})
  void aSlopeInsideHolds(double slope) {
    Releases test = judged(scene(slope, 1), 1);
    assertEquals(slope, test.slope(0), 1e-12);
    assertEquals(-1, test.overdue());
    assertEquals(0, test.force(0), 0);
    assertFalse(test.repels(0));
    assertFalse(test.ambiguous(0));
  }

  /** By the excess of the force, and to the side that the slope has left by. */
  @ParameterizedTest
  @CsvSource({"1.25, true", "-0.25, false"})
  void aSlopeOutsideIsReleased(double slope, boolean up) {
    KinkScene scene = scene(slope, 1);
    Releases test = judged(scene, 2);
    double jump = Math.abs(scene.jumps.of(0));
    assertEquals(0, test.overdue());
    assertEquals(0, test.since(), 0);
    assertEquals(0.25 * jump, test.force(0), 1e-8 * jump);
    assertEquals(up, test.upward(0));
    assertFalse(test.ambiguous(0));
  }

  /** The slope stays what it is when the output weight changes its sign; the surface repels. */
  @ParameterizedTest
  @CsvSource({"0.88, true", "0.2, false"})
  void aSurfaceThatRepelsLetsItGoToTheNearerSide(double slope, boolean up) {
    Releases test = judged(scene(slope, -1), 1);
    assertTrue(test.repels(0));
    assertTrue(test.ambiguous(0));
    assertEquals(slope, test.slope(0), 1e-12);
    assertEquals(0, test.overdue());
    assertEquals(up, Branch.SLOPE.upward(test.slope(0)));
    assertTrue(Branch.POSITIVE.upward(test.slope(0)));
    assertFalse(Branch.NEGATIVE.upward(test.slope(0)));
  }

  /**
   * Between a start inside and an end outside the slope leaves where the line between them does.
   */
  @Test
  void theTimeAtWhichItHadToLeave() {
    KinkScene scene = scene(0.9, 1);
    Releases test = test(scene);
    test.begin(scene.at);
    // Only the second sample's pull grows: w₂ falls, and with it that sample's weight rises.
    double[] later = {0, 0.2, 1};
    scene.field.place(later, scene.y());
    scene.field.evaluate(scene.at);
    scene.jumps.turnTo(scene.at);
    CrossingCorrection none =
        new CrossingCorrection(
            scene.field,
            scene.sliding,
            new EventDetector(scene.field, scene.sliding, scene.jumps, 1e-6),
            scene.jumps);
    double push = test.judge(scene.at, false, none, 1);
    assertEquals(0, test.overdue());
    assertTrue(test.slope(0) > 1);
    assertTrue(test.since() > 0 && test.since() < 1, "since " + test.since());
    double expected = 0.5 * (1 - test.since()) * test.force(0) * scene.sliding.normalLength(0);
    assertEquals(expected, push, 1e-6 * push);
  }

  /** A kink that came back in this step is held to its end. */
  @Test
  void whatIsHeldIsNotOverdue() {
    KinkScene scene = scene(1.25, 1);
    Releases test = test(scene);
    test.begin(scene.at);
    test.hold(0);
    CrossingCorrection none =
        new CrossingCorrection(
            scene.field,
            scene.sliding,
            new EventDetector(scene.field, scene.sliding, scene.jumps, 1e-6),
            scene.jumps);
    assertEquals(0, test.judge(scene.at, false, none, 1), 0);
    assertEquals(-1, test.overdue());
    test.forget();
    assertTrue(test.judge(scene.at, false, none, 1) > 0);
  }
}
