package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import marginflow.array.Matrix;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import org.junit.jupiter.api.Test;

/** One unit of slope 0 with a = 1 at the meeting of surfaces, velocities worked out by hand. */
class SlideDecisionTest {

  /**
   * On the surface of x₀ = (1, 0), y = −1, with x₁ = (κ, 1), y = +1 on its positive side: {@code
   * dz₀ = p₁ κ − p₀ s}. It slides for 0 &lt; κ p₁ &lt; p₀, crosses upward above and downward below.
   */
  @Test
  void oneKinkSlidesOrCrosses() {
    assertEquals(0, side(0.5));
    assertEquals(1, side(2));
    assertEquals(-1, side(-0.5));
  }

  private static int side(double kappa) {
    TwoLayerNet net = net(new double[][] {{1, 0}, {kappa, 1}}, new double[] {-1, 1});
    KinkPattern pattern = new KinkPattern(1, 2);
    pattern.put(0, 0, 1);
    pattern.put(0, 1, 1);
    PatternState at = new PatternState(net);
    System.arraycopy(new double[] {0, 1, 1}, 0, at.theta, 0, 3);
    at.force[0] = -0.5;
    at.force[1] = 0.5;
    new SlideDecision(net).decide(pattern, at, 0, new int[] {0});
    return pattern.side(0, 0);
  }

  /**
   * Two attracting kinks along the axes and a pull (½, −½) from x₂ = (1, −1, 1): the first slides
   * with slope ½ against its own push, the second is driven to its negative side.
   */
  @Test
  void twoKinksAreDecidedTogether() {
    TwoLayerNet net =
        net(new double[][] {{1, 0, 0}, {0, 1, 0}, {1, -1, 1}}, new double[] {-1, -1, 1});
    KinkPattern pattern = new KinkPattern(1, 3);
    for (int i = 0; i < 3; i++) {
      pattern.put(0, i, 1);
    }
    PatternState at = new PatternState(net);
    System.arraycopy(new double[] {0, 0, 1, 1}, 0, at.theta, 0, 4);
    at.force[0] = -1;
    at.force[1] = -1;
    at.force[2] = 0.5;
    new SlideDecision(net).decide(pattern, at, 0, new int[] {0, 1});
    assertEquals(0, pattern.side(0, 0));
    assertEquals(-1, pattern.side(0, 1));
    assertEquals(1, pattern.side(0, 2));
  }

  private static TwoLayerNet net(double[][] x, double[] y) {
    return new TwoLayerNet(new Dataset(Matrix.of(x), y), 0, Loss.EXPONENTIAL, 1);
  }
}
