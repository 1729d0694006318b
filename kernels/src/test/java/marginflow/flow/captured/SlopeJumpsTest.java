package marginflow.flow.captured;

import static org.junit.jupiter.api.Assertions.assertEquals;

import marginflow.flow.kink.KinkScene;
import org.junit.jupiter.api.Test;

/** One unit in the plane, {@code δ = ρ^−1 p y a}, and the change of the force over a surface. */
class SlopeJumpsTest {

  private static final double[][] AXES = {{1, 0}, {0, 1}};

  @Test
  void byHandAtBothEnds() {
    KinkScene scene = CapturedScene.plane(AXES, 1, -1).at(1, 2, 3);
    SlopeJumps jumps = new SlopeJumps(scene.field);
    jumps.begin(scene.at);
    double p = 1 / (1 + Math.exp(-3 - 6));
    double start = (1 - p) * 3 / Math.sqrt(14);
    assertEquals(start, jumps.start(0), 1e-15);
    assertEquals(-p * 3 / Math.sqrt(14), jumps.start(1), 1e-15);
    scene.at(2, 0.1, 1);
    jumps.end(scene.at);
    double q = 1 / (1 + Math.exp(-2 - 0.1));
    double end = (1 - q) / Math.sqrt(5.01);
    assertEquals(end, jumps.end(0), 1e-14);
    assertEquals(0.5 * (start + end), jumps.meanFrom(0, 0), 1e-14);
    assertEquals(0.25 * start + 0.75 * end, jumps.meanFrom(0.5, 0), 1e-14);
  }

  /** What the force changes by when a side is set, depth two and three, over the normal. */
  @Test
  void isTheChangeOfTheForce() {
    for (String net : new String[] {"leaky-relu(0.3):2-2-1", "relu:2-2-2-1"}) {
      KinkScene scene = new KinkScene(net, AXES, 1, -1);
      double[] theta = new double[scene.model.parameters()];
      for (int j = 0; j < theta.length; j++) {
        theta[j] = 0.3 + 0.5 * Math.sin(1 + 2 * j);
      }
      // On the surface of the first kink of the first layer, where the sides differ by the jump.
      theta[0] = 0;
      scene.at(theta);
      SlopeJumps jumps = new SlopeJumps(scene.field);
      scene.model.kinks().setPositive(0, false);
      scene.field.evaluate(scene.at);
      double[] below = scene.at.force().clone();
      jumps.begin(scene.at);
      scene.model.kinks().setPositive(0, true);
      scene.field.evaluate(scene.at);
      assertEquals(scene.at.force()[0] - below[0], jumps.start(0), 1e-15, net);
    }
  }
}
