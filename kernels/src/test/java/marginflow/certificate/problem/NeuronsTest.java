package marginflow.certificate.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NeuronsTest {

  private static Neurons of(double... theta) {
    return Neurons.of(theta, new Structure.TwoLayer(2, theta.length / 3, 0));
  }

  @Test
  void readsWeightsRowByRow() {
    Neurons neurons = of(1, 2, 3, 4, 5, 6);
    assertArrayEquals(new double[] {1, 2}, neurons.w().get(0));
    assertArrayEquals(new double[] {3, 4}, neurons.w().get(1));
    assertArrayEquals(new double[] {5, 6}, neurons.a());
  }

  /** Dead is zero on both sides. */
  @Test
  void deadNeurons() {
    Neurons neurons = of(0, 0, 0, 0, 0, 1e-300, 0, 1, 0);
    assertTrue(neurons.dead(0));
    assertFalse(neurons.dead(1), "zero weights in, but an output");
    assertFalse(neurons.dead(2), "zero output, but weights");
  }

  /** One for each direction, whatever its size; its opposite is another, a zero has none. */
  @Test
  void directionsAreUnitVectorsOnce() {
    Neurons neurons = of(3, 4, 0, 0, 30, 40 + 1e-9, -3, -4, 3, 4.001, 1, 1, 1, 1, 1);
    assertEquals(3, neurons.directions().size());
    assertArrayEquals(new double[] {0.6, 0.8}, neurons.directions().get(0), 1e-15);
    assertArrayEquals(new double[] {-0.6, -0.8}, neurons.directions().get(1), 1e-15);
    assertEquals(4.001 / Math.hypot(3, 4.001), neurons.directions().get(2)[1], 1e-15);
  }
}
