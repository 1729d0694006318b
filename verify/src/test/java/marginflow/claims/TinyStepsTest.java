package marginflow.claims;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Both methods follow one smooth piece, to their orders. */
final class TinyStepsTest {

  /** Both samples are on, and stay so. */
  private static final double[] SMOOTH = {0, 1, 1};

  @Test
  void ordersOneAndFour() {
    double[] exact = go(TinySteps.RUNGE_KUTTA, 1e-3);
    assertEquals(2, order(TinySteps.EULER, exact), 0.1);
    assertEquals(16, order(TinySteps.RUNGE_KUTTA, exact), 1.6);
  }

  /** By what factor half the step lowers the error. */
  private static double order(TinySteps method, double[] exact) {
    double coarse = Math.abs(go(method, 0.2)[1] - exact[1]);
    return coarse / Math.abs(go(method, 0.1)[1] - exact[1]);
  }

  private static double[] go(TinySteps method, double h) {
    double[] theta = SMOOTH.clone();
    for (int k = 0; k < Math.round(2 / h); k++) {
      theta = method.step(theta, h);
    }
    return theta;
  }

  @Test
  void aDeadNeuronStays() {
    double[] dead = {0, -1, 1};
    assertArrayEquals(dead, TinySteps.EULER.step(dead, 0.1));
    assertEquals(0, TinySteps.separating(dead, 1));
    assertEquals(TinySteps.RUNS, TinySteps.separating(SMOOTH, 1));
  }

  @Test
  void separationIsOfBothSamples() {
    assertTrue(TinySteps.separates(new double[] {0.2, 1, 1}));
    assertFalse(TinySteps.separates(new double[] {0.3, 1, 1}));
    assertFalse(TinySteps.separates(new double[] {0.2, 1, -1}));
  }
}
