package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnDetectorTest {

  private static final double TOLERANCE = 1e-6;

  /** z of the first sample is w₁, that of the second w₂; both are positive at both ends. */
  private final KinkScene scene = new KinkScene(new double[][] {{1, 0}, {0, 1}}, 1, -1);

  private double search(double fromSpeed, double toSpeed, double h) {
    ReturnDetector scan = new ReturnDetector(scene.field, scene.sliding, scene.jumps, TOLERANCE);
    scene.at(0.1, 1, 1);
    scene.moving(new double[] {fromSpeed, 0, 0, 0});
    scan.begin(scene.at);
    scene.moving(new double[] {toSpeed, 0, 0, 0});
    return scan.explicit(scene.at, h);
  }

  /** The parabola 0.1 − h v x (1 − x) for the direction, its turn half way. */
  @ParameterizedTest
  @CsvSource({
    "-1, 1, 0.2, 1",
    "-1, 1, 0.8, 0.5",
    "-10, 10, 0.08, 0.5",
    "1, -1, 0.8, 1",
    "1, 1, 9, 1"
  })
  void aKinkThatCrossesAndComesBackIsFoundWhereItIsFarthest(
      double from, double to, double h, double share) {
    assertEquals(share, search(from, to, h), 1e-12);
  }

  /** The dip is sharper on the side of the faster end. */
  @Test
  void theTurnOfAnUnevenDip() {
    // z = 0.1/ρ + h (v0 x + ...): the cubic's turn by its own quadratic.
    double z = 0.1 / Math.sqrt(2.01);
    double v0 = -2;
    double v1 = 1;
    double a = 3 * (v0 + v1);
    double b = -2 * v0 - v1;
    double turn = (-b + Math.sqrt(b * b - a * v0)) / a;
    double least = z + v0 * turn + b * turn * turn + a / 3 * turn * turn * turn;
    assertEquals(turn, search(-2, 1, 1), 1e-12, "least " + least);
  }

  /** A sample that slides is held, whatever it would do. */
  @Test
  void aSlidingKinkDoesNotCross() {
    scene.at(0.1, 1, 1);
    scene.sliding.add(0);
    ReturnDetector scan = new ReturnDetector(scene.field, scene.sliding, scene.jumps, TOLERANCE);
    scene.moving(new double[] {-1, 0, 0, 0});
    scan.begin(scene.at);
    scene.moving(new double[] {1, 0, 0, 0});
    assertEquals(1, scan.explicit(scene.at, 0.8), 0);
  }

  /** What its jump would do in the step is below the tolerance. */
  @Test
  void whatDoesNotMatterIsLeftAlone() {
    scene.at(0.1, 1, 1e-9);
    ReturnDetector scan = new ReturnDetector(scene.field, scene.sliding, scene.jumps, TOLERANCE);
    scene.moving(new double[] {-1, 0, 0, 0});
    scan.begin(scene.at);
    scene.moving(new double[] {1, 0, 0, 0});
    assertEquals(1, scan.explicit(scene.at, 0.8), 0);
  }

  /** Two steps of w₁, the second of which begins with another velocity. */
  private int reversed(double from, double to, double speed, double label) {
    KinkScene one = new KinkScene(new double[][] {{1, 0}, {0, 1}}, label, -1);
    ReturnDetector scan = new ReturnDetector(one.field, one.sliding, one.jumps, TOLERANCE);
    one.at(from, 1, 1);
    one.moving(new double[] {-1, 0, 0, 0});
    scan.begin(one.at);
    assertEquals(-1, scan.reversed());
    one.at(to, 1, 1);
    one.moving(new double[] {speed, 0, 0, 0});
    scan.begin(one.at);
    return scan.reversed();
  }

  /**
   * A kink that others turn back next to its surface. With label 1 that repels, by p a/ρ = 0.5·0.7:
   * at 0.1 the kink would leave to the other side as well, at 9 it would be driven back from there.
   */
  @ParameterizedTest
  @CsvSource({
    "0.1, 1e-7, 0.1, 1, 0",
    "0.1, 1e-3, 0.1, 1, -1",
    "1e-8, 1e-7, 0.1, 1, -1",
    "-0.1, 1e-7, 0.1, 1, -1",
    "0.1, 1e-7, -0.1, 1, -1",
    "0.1, 1e-7, 9, 1, -1",
    "0.1, 1e-7, 0.1, -1, -1"
  })
  void aKinkTurnedBackNextToItsSurface(
      double from, double to, double speed, double label, int expected) {
    assertEquals(expected, reversed(from, to, speed, label));
  }
}
