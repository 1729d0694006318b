package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ReLU unit at w = (0.2, 1), a = 1 that keeps to its place over a step of 0.5. */
class UnseenCrossingsTest {

  private static final double STEP = 0.5;
  private static final double TOLERANCE = 1e-6;
  private static final double[][] X = {{1, 0}, {0, 1}};
  private static final double RHO = Math.sqrt(2.04);

  private final KinkScene scene = new KinkScene(X, -1, 1).at(0.2, 1, 1);
  private final EventDetector detector = scene.detector(TOLERANCE);
  private final UnseenCrossings unseen =
      new UnseenCrossings(
          scene.model.kinks(),
          scene.sliding,
          detector,
          scene.jumps,
          new KinkNormal(scene.model.kinks(), scene.sliding, 3));

  /** Ends the frozen step at w₁ and corrects w₁ of the direction. */
  private void find(double frozen, double correction) {
    detector.begin(scene.at);
    scene.frozenAt(frozen, Math.sqrt(1.04 - frozen * frozen), 1);
    unseen.find(new double[] {correction / RHO, 0, 0}, STEP, TOLERANCE, scene.at);
  }

  /** {@code 0.2 − m x²} is zero at √(0.2/m), and its jump has pushed since. */
  @ParameterizedTest
  @CsvSource({"0.8, 0.5", "0.3, 0.816496580927726"})
  void aKinkThatTheCorrectionSendsOver(double correction, double since) {
    find(0.2, -correction);
    assertEquals(1, unseen.count());
    assertEquals(0, unseen.kink(0));
    assertEquals(since, unseen.missedSince(), 1e-14);
    double p = scene.at.weights()[0];
    double push = STEP * (1 - since) * p / RHO;
    assertEquals(push / TOLERANCE, unseen.missed(), 1e-8);
    assertTrue(unseen.passed(0));
  }

  /** From 0.2 to 0.1 by itself: {@code 0.2 − 0.1 x − 0.28 x²} is zero at x = 0.685. */
  @Test
  void aPathOfItsOwn() {
    find(0.1, -0.28);
    double since = (-0.1 + Math.sqrt(0.01 + 4 * 0.28 * 0.2)) / (2 * 0.28);
    assertEquals(since, unseen.missedSince(), 1e-13);
  }

  @Test
  void whatStaysOnItsSide() {
    find(0.2, -0.19);
    assertEquals(0, unseen.count());
    assertEquals(0, unseen.missed());
    assertFalse(unseen.passed(0));
    find(0.2, -0.8);
    unseen.none();
    assertEquals(0, unseen.missed());
    unseen.clear();
    assertEquals(0, unseen.count());
  }

  /** Those that a scan sees, across on the frozen path, are not unseen, nor what slides. */
  @Test
  void whatIsSeenOrSlides() {
    find(-0.1, 0.2);
    assertEquals(0, unseen.count(), "brought back");
    assertFalse(unseen.passed(0), "and on its own side again");
    scene.at(0.2, 1, 1).slide(0);
    find(0.2, -0.8);
    assertEquals(0, unseen.count(), "sliding");
  }
}
