package marginflow.flow.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import marginflow.flow.kink.KinkScene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Right sides written out by hand. */
class PolarFieldTest {

  private static final double[][] AXES = {{1, 0}, {0, 1}};

  /** q = 2·3·4, ∇q = (12, 8, 6), ρ² = 29: F = ∇q/ρ², F·u = 72/ρ³. */
  @Test
  void threeLayers() {
    KinkScene scene = new KinkScene("linear:1-1-1-1", new double[][] {{1}}, 1).at(2, 3, 4);
    PolarField field = scene.field;
    double rho = Math.sqrt(29);
    double dot = 72 / (29 * rho);
    assertEquals(3, field.degree());
    assertEquals(4, field.dimension());
    assertArrayEquals(new double[] {2 / rho, 3 / rho, 4 / rho, Math.log(rho)}, scene.y(), 1e-15);
    assertArrayEquals(new double[] {12.0 / 29, 8.0 / 29, 6.0 / 29}, scene.at.force(), 1e-15);
    double[] velocity = new double[4];
    for (int j = 0; j < 3; j++) {
      velocity[j] = scene.at.force()[j] - dot * scene.y()[j];
    }
    velocity[3] = dot;
    assertArrayEquals(velocity, scene.dy(), 1e-15);
    assertEquals(dot, scene.at.radial(), 1e-15);
    assertEquals(1.0 / 29, scene.at.forceScale(), 1e-15);
    assertEquals(29 * rho, field.beta(scene.y()), 1e-12);
    assertEquals(24, scene.at.smallestMargin(), 1e-13);
    assertEquals(-24, scene.at.logLoss(), 1e-13, "e^−q of one sample");
    assertArrayEquals(new double[] {2, 3, 4}, scene.at.theta(), 1e-14);
  }

  /** Margins 3 and 6 under softmin weights 1/(1 + e^−3) and the rest. */
  @Test
  void weightsOfTwoRows() {
    KinkScene scene = new KinkScene(AXES, 1, 1).at(1, 2, 3);
    double p = 1 / (1 + Math.exp(-3));
    assertArrayEquals(new double[] {p, 1 - p}, scene.at.weights(), 1e-15);
    assertEquals(1, scene.at.totalWeight(), 1e-15);
    double rho = Math.sqrt(14);
    double[] force = {3 * p / rho, 3 * (1 - p) / rho, (p + 2 * (1 - p)) / rho};
    assertArrayEquals(force, scene.at.force(), 1e-15);
    assertEquals(-3 + Math.log1p(Math.exp(-3)), scene.at.logLoss(), 1e-14);
  }

  /** The direction stays on the sphere: u · du = 0; θ' is ρ times force, whatever the pattern. */
  @ParameterizedTest
  @ValueSource(strings = {"relu:2-2-1", "leaky-relu(0.3):2-2-1", "relu:2-2-2-1"})
  void polarCoordinates(String net) {
    KinkScene scene = new KinkScene(net, AXES, 1, -1);
    double[] theta = new double[scene.model.parameters()];
    for (int j = 0; j < theta.length; j++) {
      theta[j] = Math.sin(1 + 2 * j);
    }
    scene.at(theta);
    double dot = 0;
    for (int j = 0; j < theta.length; j++) {
      dot += scene.y()[j] * scene.dy()[j];
      double moved = scene.dy()[j] + scene.y()[j] * scene.dy()[theta.length];
      assertEquals(scene.at.force()[j], moved, 1e-15);
    }
    assertEquals(0, dot, 1e-15);
  }

  /** Beyond w₁ = 0 the frozen pattern still has the first row on, the free one has it off. */
  @Test
  void patternsFrozenAndFree() {
    KinkScene scene = new KinkScene(AXES, 1, 1).at(1, 1, 1);
    double[] y = scene.y();
    scene.field.place(new double[] {-1, 1, 1}, y);
    scene.field.evaluate(scene.at);
    assertEquals(-1, scene.at.smallestMargin(), 1e-15);
    scene.field.evaluateFree(scene.at);
    assertEquals(0, scene.at.smallestMargin(), 1e-15);
  }

  /** A sliding kink takes its normal out of the force: w₁ stands still. */
  @Test
  void slidingKinksAreProjected() {
    KinkScene scene = new KinkScene(AXES, -1, 1).at(0, 1, 1);
    scene.sliding.add(0);
    scene.field.evaluate(scene.at);
    double[] force = scene.at.force().clone();
    assertEquals(0, scene.at.projectedForce()[0], 1e-16);
    assertEquals(force[1], scene.at.projectedForce()[1], 1e-15);
    assertEquals(0, scene.dy()[0], 1e-16);
    // Released below its surface it has no force, above it the row pulls.
    scene.sliding.remove(0);
    scene.model.kinks().setPositive(0, true);
    scene.field.evaluate(scene.at);
    assertEquals(-scene.at.weights()[0] / Math.sqrt(2), scene.dy()[0], 1e-15);
  }

  /** To the sphere and back: θ stays what it is. */
  @Test
  void normalizing() {
    KinkScene scene = new KinkScene(AXES, 1, 1).at(1, 2, 3);
    double[] y = {0.6, 0, 1.6, 0.25};
    double norm = Math.hypot(0.6, 1.6);
    assertEquals(norm, scene.field.normalize(y), 1e-15);
    assertArrayEquals(new double[] {0.6 / norm, 0, 1.6 / norm, 0.25 + Math.log(norm)}, y, 1e-15);
  }

  @Test
  void whatHasNoDirection() {
    PolarField field = new KinkScene(AXES, 1, 1).field;
    double[] y = new double[4];
    for (double[] theta :
        new double[][] {{0, 0, 0}, {1, Double.NaN, 0}, {1, 0, Double.POSITIVE_INFINITY}}) {
      assertThrows(IllegalArgumentException.class, () -> field.place(theta, y));
    }
  }

  /** Biases have no degree; the clock is that of two layers. */
  @Test
  void aNetWithBiases() {
    assertEquals(2, new KinkScene("linear+bias:2-1-1", AXES, 1, 1).field.degree());
  }
}
