package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Unit 0 of a net 2-4-2-1 and the deeper unit 0 behind it slide for the first sample. On its upper
 * side unit 0 is pushed by {@code s(D) = c + g D}, D the side of the deeper one, whose mean is its
 * slope ξ: so the mean of D₀ s is largest where the sides go together, {@code ξ max(c + g, 0) + (1
 * − ξ) max(c, 0)}, and least likewise.
 */
class ForceRangeTest {

  private static final double[][] X = {{1, 0}, {0.6, 0.8}};

  private final KinkScene scene = new KinkScene("relu:2-4-2-1", X, 1, -1);
  private final TinyNet net = new TinyNet(0, new int[] {2, 4, 2, 1}, X, 1, -1);
  private double c;
  private double g;

  /**
   * Unit 0 is at zero for the first sample, units 1 and 2 feed the deeper unit 0 what cancels, and
   * unit 3 keeps the deeper unit 1 on.
   *
   * @param v00 weight from unit 0 to the deeper unit 0
   * @param v10 and to the deeper unit 1
   */
  private void place(double v00, double v10, double a0, double a1) {
    double[] theta = {0, -0.3, 1, 0.1, 1, -0.2, 0.5, 0.4, v00, 0.5, -0.5, 0, v10, 0, 0, 1, a0, a1};
    scene.at(theta);
    scene.slide(0).slide(deeper());
    boolean[][][] on = net.signs(theta);
    double scale = Math.exp(-2 * scene.y()[theta.length]);
    double p = net.weights(theta, on)[0];
    c = p * a1 * v10 * scale;
    g = p * a0 * v00 * scale;
    solve(theta, on, scale);
  }

  /** Pairs: two samples of four units, then two of two. */
  private static int deeper() {
    return 8;
  }

  private double slope;

  /** The slope of the deeper kink, by Cramer's rule for the two multipliers of N F. */
  private void solve(double[] theta, boolean[][][] on, double scale) {
    double[] n0 = net.gradient(theta, on, 0, 0, 0);
    double[] n1 = net.gradient(theta, on, 0, 1, 0);
    double[] force = net.velocity(theta, on);
    double rho = Vectors.norm(theta);
    double f0 = Vectors.dot(n0, force) / rho;
    double f1 = Vectors.dot(n1, force) / rho;
    double d00 = Vectors.dot(n0, n0);
    double d01 = Vectors.dot(n0, n1);
    double d11 = Vectors.dot(n1, n1);
    double multiplier = (d00 * f1 - d01 * f0) / (d00 * d11 - d01 * d01);
    double jump = net.weights(theta, on)[0] * theta[16] * scale;
    slope = (on[0][1][0] ? 1 : 0) - multiplier / jump;
  }

  private ForceRange found() {
    ForceRange range = new ForceRange(scene.model.kinks(), scene.sliding, scene.jumps);
    range.find(0, scene.jumps.of(0), scene.at.multipliers());
    return range;
  }

  private static double up(double s) {
    return Math.max(s, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "0.7, 1, -1.2, 0.4",
    "-0.7, 1, -1.2, 0.4",
    "0.7, -1, -1.2, 0.4",
    "0.9, 0.5, -0.6, -0.3",
    "0.2, 1, -1.2, 0.4",
    "0.7, 0.01, -1.2, 0.4"
  })
  void oneDeeperKink(double v00, double v10, double a0, double a1) {
    place(v00, v10, a0, a1);
    assertTrue(slope > 0.01 && slope < 0.99, "a slope inside, " + slope);
    double jump = c + g * slope;
    assertEquals(jump, scene.jumps.of(0), 1e-13);
    double most = slope * up(c + g) + (1 - slope) * up(c);
    double least = -(slope * up(-c - g) + (1 - slope) * up(-c));
    assertEquals(most - up(jump), found().above(), 1e-13);
    assertEquals(-up(-jump) - least, found().below(), 1e-13);
  }

  /** Where s has one sign whatever the deeper side is, nothing can be gained by going together. */
  @Test
  void forcesOfOneSignLeaveNothing() {
    place(0.2, 1, -1.2, 0.4);
    assertEquals(Math.signum(c), Math.signum(c + g), "one sign");
    assertEquals(0, found().above(), 1e-15);
    assertEquals(0, found().below(), 1e-15);
  }

  /** And some where it has two. */
  @Test
  void forcesOfTwoSignsLeaveARange() {
    place(0.7, 1, -1.2, 0.4);
    assertEquals(-1, Math.signum(c) * Math.signum(c + g), "two signs");
    assertTrue(found().above() > 1e-3 && found().below() > 1e-3);
    assertEquals(found().above(), found().below(), 1e-13, "the mean of both parts is the jump");
  }

  /** Without a deeper kink that slides the force is its jump times its own slope. */
  @ParameterizedTest
  @ValueSource(ints = {0, 8})
  void oneKinkAlone(int kink) {
    place(0.7, 1, -1.2, 0.4);
    scene.sliding.remove(8 - kink);
    scene.field.evaluate(scene.at);
    scene.jumps.turnTo(scene.at);
    ForceRange range = new ForceRange(scene.model.kinks(), scene.sliding, scene.jumps);
    range.find(kink, scene.jumps.of(kink), scene.at.multipliers());
    assertEquals(0, range.above(), 0);
    assertEquals(0, range.below(), 0);
  }
}
