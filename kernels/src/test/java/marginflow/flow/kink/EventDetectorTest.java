package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Steps of one ReLU unit with output weight a = 1 whose first weight, the z of the first sample,
 * goes from 0.1 to −0.1 or back while θ keeps its norm. The velocities of both ends are given by
 * the test, so that the way of z is a cubic known by hand; the jump is {@code p y a/ρ}.
 */
class EventDetectorTest {

  private static final double TOLERANCE = 1e-6;
  private static final double RHO = Math.sqrt(2.01);
  private static final double[][] X = {{1, 0}, {0, 1}};

  /** The weight of the first sample with margins q and 1 of the two. */
  private static double weight(double q) {
    return 1 / (1 + Math.exp(q - 1));
  }

  private static double[] velocity(double first) {
    return new double[] {first, 0, 0, 0};
  }

  /** A step of h between two w₁ at the speed of the line between them. */
  private static EventDetector step(
      KinkScene scene, double from, double to, double h, boolean stiff) {
    scene.at(from, 1, 1);
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    scene.frozenAt(to, 1, 1);
    double[] speed = velocity((to - from) / RHO / h);
    scene.moving(speed, speed);
    detector.judge(scene.start, scene.at, h, stiff);
    return detector;
  }

  /**
   * It turns back if the jump is more than the speed 0.2/(hρ) it comes with: from h = 0.2/p on,
   * where the label makes it attract. The margin of the frozen side is 0.1 above the surface's.
   */
  @ParameterizedTest
  @CsvSource({"0.99, false", "1.01, true"})
  void oneKinkGoesDown(double share, boolean slides) {
    double p = weight(0.1);
    double h = share * 0.2 / p;
    EventDetector detector = step(new KinkScene(X, -1, 1), 0.1, -0.1, h, false);
    assertEquals(1, detector.count());
    assertEquals(0, detector.kink(0));
    assertEquals(-1, detector.side(0), 0);
    assertEquals(slides, detector.slides(0));
    assertEquals(0.5, detector.fraction(0), 1e-15);
    assertEquals(0.2 / RHO / h, detector.speed(0), 1e-14 / h);
    assertEquals(0.5 * h * p / RHO, detector.push(0), 1e-14);
    assertTrue(detector.crossed(0));
    assertFalse(detector.crossed(1));
  }

  /** From below the unit is off for the sample, whose margin is 0. */
  @ParameterizedTest
  @CsvSource({"0.99, false", "1.01, true"})
  void oneKinkGoesUp(double share, boolean slides) {
    double h = share * 0.2 / weight(0);
    EventDetector detector = step(new KinkScene(X, -1, 1), -0.1, 0.1, h, false);
    assertEquals(1, detector.side(0), 0);
    assertEquals(slides, detector.slides(0));
  }

  /** The other label: the jump drives it on, however long the step. */
  @ParameterizedTest
  @CsvSource({"0.1, -0.1", "-0.1, 0.1"})
  void aRepellingSurfaceIsPassed(double from, double to) {
    EventDetector detector = step(new KinkScene(X, 1, 1), from, to, 1e6, false);
    assertEquals(1, detector.count());
    assertFalse(detector.slides(0));
  }

  /** {@code z = c (1 − 4x²)} passes at ½; the line between its ends would at ¼. */
  @ParameterizedTest
  @CsvSource({"false, 0.5", "true, 0.25"})
  void theTimeOfABentWay(boolean stiff, double fraction) {
    KinkScene scene = new KinkScene(X, 1, 1).at(0.1, 1, 1);
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    double h = 0.3;
    scene.frozenAt(-0.3, Math.sqrt(0.92), 1);
    double c = 0.1 / RHO;
    scene.moving(velocity(0), velocity(-8 * c / h));
    detector.judge(scene.start, scene.at, h, stiff);
    assertEquals(fraction, detector.fraction(0), 1e-14);
    assertEquals(
        0.5,
        detector.paths().crossing(0, scene.y(), velocity(0), velocity(-8 * c / h), h),
        1e-14,
        "located");
  }

  /**
   * What matters of a pass is a z, the margin that it is wrong by; in a stiff step also its push.
   */
  @Test
  void theEffectOfAPass() {
    double h = 0.01;
    double margin = 0.1 / EventDetector.MARGIN;
    assertEquals(margin, step(new KinkScene(X, 1, 1), 0.1, -0.1, h, false).effect(0), 1e-9);
    double push = 0.5 * h * weight(-0.1) / RHO / TOLERANCE;
    assertEquals(push, step(new KinkScene(X, 1, 1), 0.1, -0.1, h, true).effect(0), 1e-9 * push);
  }

  /**
   * That of a slide is the way back to the surface, 0.1/ρ, to a share of the unit's own weights,
   * √1.01/ρ.
   */
  @Test
  void theEffectOfASlide() {
    EventDetector detector = step(new KinkScene(X, -1, 1), 0.1, -0.1, 10, false);
    double share = Math.sqrt(1.01) / RHO;
    assertEquals(0.1 / RHO / (TOLERANCE * share), detector.effect(0), 1e-6);
  }

  /** A hundred surfaces meet in w₁ = w₂ = 0 and are passed together; with w₂ > 0 in their order. */
  @ParameterizedTest
  @CsvSource({"0", "0.001"})
  void manyAtOneTime(double second) {
    int n = 100;
    double[][] x = new double[n][];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = new double[] {1, i / 100.0};
      y[i] = 1;
    }
    KinkScene scene = new KinkScene(x, y).at(0.1, second, 1);
    double rho = Math.exp(scene.y()[3]);
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    scene.frozenAt(-0.1, second, 1);
    scene.moving(velocity(-0.2 / rho), velocity(-0.2 / rho));
    detector.judge(scene.start, scene.at, 1, false);
    assertEquals(n, detector.count());
    for (int i = 0; i < n; i++) {
      assertEquals(i, detector.kink(i));
      assertEquals(0.5 + 0.05 * i * second, detector.fraction(i), 1e-13);
    }
  }

  /** Two units that come to their surfaces at one time from two sides. */
  @Test
  void twoUnitsAtOneTime() {
    KinkScene scene = new KinkScene("relu:2-2-1", X, -1, 1).at(0.1, 1, -0.1, 1, 1, 1);
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    scene.frozenAt(-0.1, 1, 0.1, 1, 1, 1);
    double rho = Math.exp(scene.y()[6]);
    double[] speed = {-0.2 / rho, 0, 0.2 / rho, 0, 0, 0, 0};
    scene.moving(speed, speed);
    detector.judge(scene.start, scene.at, 1, false);
    assertEquals(2, detector.count());
    assertEquals(detector.fraction(0), detector.fraction(1), 1e-15);
    assertEquals(-detector.side(0), detector.side(1), 0);
  }

  /** What slides does not cross, and z = 0 is on neither side. */
  @Test
  void whatIsOnItsSurfaceDoesNotCross() {
    KinkScene scene = new KinkScene(X, -1, 1).at(0.1, 1, 1).slide(0);
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    scene.frozenAt(-0.1, 1, 1);
    scene.moving(velocity(-1), velocity(-1));
    detector.judge(scene.start, scene.at, 1, false);
    assertEquals(0, detector.count());
    assertEquals(0, step(new KinkScene(X, -1, 1), 0.1, 0, 1, false).count());
  }

  /**
   * A kink on its surface at the start moves up by 0.1/(ρh) over the step: it is held there if its
   * jump is more than that.
   */
  @ParameterizedTest
  @CsvSource({"0.99, false", "1.01, true"})
  void aKinkThatStartsOnItsSurface(double share, boolean slides) {
    double h = share * 0.1 / weight(0);
    KinkScene scene = new KinkScene(X, -1, 1).at(0, 1, 1);
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    scene.frozenAt(0.1, 1, 1);
    double[] speed = velocity(0.1 / RHO / h);
    scene.moving(speed, speed);
    detector.judge(scene.start, scene.at, h, false);
    assertTrue(detector.startedOnSurface(0));
    assertEquals(slides, detector.slides(0));
  }

  /** {@code z = c x (2x − 1)} starts on its surface, goes to its own side and crosses at ½. */
  @Test
  void aKinkThatLeavesAndComesBackToItsSurface() {
    KinkScene scene = new KinkScene(X, 1, 1).at(0, 1, 1);
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    scene.frozenAt(0.1, 1, 1);
    double c = 0.1 / RHO;
    scene.moving(velocity(-c), velocity(3 * c));
    detector.judge(scene.start, scene.at, 1, false);
    assertFalse(detector.startedOnSurface(0));
    assertEquals(0.5, detector.fraction(0), 1e-14);
  }

  /** Two sliding kinks hold a third, (1, 1, 0), whose normal is the sum of theirs. */
  @ParameterizedTest
  @CsvSource({"-1, true", "1, false"})
  void aNormalThatOthersHold(double label, boolean slides) {
    double[][] x = {{1, 0, 0}, {0, 1, 0}, {1, 1, 0}, {0, 0, 1}};
    KinkScene scene = new KinkScene("relu:3-1-1", x, -1, -1, label, 1).at(0.01, 0.01, 1, 1);
    scene.slide(0).slide(1);
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    scene.frozenAt(-0.01, -0.01, 1, 1);
    scene.moving(new double[5], new double[5]);
    detector.judge(scene.start, scene.at, 1, true);
    assertEquals(1, detector.count());
    assertEquals(2, detector.kink(0));
    assertEquals(slides, detector.slides(0), "by the sign of its jump alone");
  }

  /** A sample that is off wakes with its first kink, which the step has to end at. */
  @Test
  void aRowThatWakes() {
    double[][] x = {{1, 0}, {-1, 0.1}};
    KinkScene scene = new KinkScene(x, 1, 1).at(3, 0, 3);
    assertTrue(scene.field.idle().find(scene.at.weights()));
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    assertEquals(-1, detector.waking());
    scene.frozenAt(0.3, 4, 3);
    scene.moving(velocity(-0.1), velocity(-0.1));
    detector.judge(scene.start, scene.at, 1, false);
    assertEquals(1, detector.kink(detector.waking()));
  }

  /**
   * Nets 1-2-1-1 on the sample 1, θ = (w₀, w₁, v₀, v₁, a): as the first unit goes off at w₀ = −0.1
   * the frozen pattern gives the second layer 0.1 v₀ too little. With v₁ = 0.05 it stays above its
   * surface, with −0.05 it crosses.
   */
  @ParameterizedTest
  @CsvSource({"0.05, 1", "-0.05, 2"})
  void deeperValuesAreThoseBehindKinksOnTheirNewSides(double v1, int count) {
    KinkScene scene = new KinkScene("relu:1-2-1-1", new double[][] {{1}}, 1).at(0.1, 1, 1, v1, 1);
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    scene.frozenAt(-0.1, 1, 1, v1, 1);
    assertEquals(-0.1 + v1, scene.model.kinks().values()[2], 1e-15, "frozen");
    double[] none = new double[6];
    scene.moving(none, none);
    detector.judge(scene.start, scene.at, 1, false);
    assertEquals(count, detector.count());
    assertEquals(0, detector.kink(0));
    if (count == 2) {
      assertEquals(2, detector.kink(1));
      // The normal on the frozen side: (v₀, v₁, w₀, w₁) = (1, −0.05, −0.1, 1).
      double length = Math.sqrt(2 + 0.0025 + 0.01);
      double rho = Math.exp(scene.y()[5]);
      assertEquals(0.05 / (rho * length), detector.paths().distance(2, scene.y()), 1e-15);
    }
  }

  /** Where its last unit goes off, a layer behind it is zero and crosses nothing. */
  @Test
  void behindALayerThatIsOffNothingCrosses() {
    KinkScene scene = new KinkScene("relu:1-1-1-1", new double[][] {{1}}, 1).at(0.1, 0.5, 1);
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    scene.frozenAt(-0.1, 0.5, 1);
    assertTrue(scene.model.kinks().values()[1] < 0, "with the frozen side it is below");
    scene.moving(new double[4], new double[4]);
    detector.judge(scene.start, scene.at, 1, false);
    assertEquals(1, detector.count());
    assertEquals(0, detector.kink(0));
  }

  /**
   * A deeper kink whose pattern says the other side of where the step before has left it has the
   * side it is on, farther off than the tolerance, and may slide within it.
   */
  @ParameterizedTest
  @CsvSource({"1e-3, false", "1e-9, true"})
  void aMisplacedKink(double z, boolean slides) {
    double w1 = 1;
    double[] theta = {1, w1, 1, -1 + z, 1};
    KinkScene scene = new KinkScene("relu:1-2-1-1", new double[][] {{1}}, -1).at(theta);
    scene.model.kinks().setPositive(2, false);
    scene.frozenAt(theta);
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    scene.frozenAt(1, w1, 1, -1 + 2 * z, 1);
    // It moves away from the side of its pattern, and its jump, −p a, turns it back.
    double[] slow = {0, 0, 0, 1e-3, 0, 0};
    scene.moving(slow, slow);
    detector.judge(scene.start, scene.at, 1, false);
    assertEquals(1, detector.count());
    assertEquals(!slides, detector.paths().misplaced(2));
    assertEquals(slides, detector.slides(0));
  }
}
