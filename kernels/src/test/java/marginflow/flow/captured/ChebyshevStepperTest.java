package marginflow.flow.captured;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.flow.field.Evaluation;
import marginflow.flow.kink.KinkScene;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;

/** Steps of a linear net, which has no kinks, against many short ones. */
class ChebyshevStepperTest {

  private static final double[][] X = {{1, 0.5}, {-0.3, 1}, {0.2, -0.7}};
  private static final double[] THETA = {0.3, -0.2, 0.5, 0.4, 0.6, -0.1};

  private final KinkScene scene = new KinkScene("linear:2-2-1", X, 1, -1, 1).at(THETA);
  private final ChebyshevStepper stepper = new ChebyshevStepper(scene.field);
  private final double[] start = scene.y().clone();

  private double error;

  /** The end of steps of length h. */
  private double[] end(double h, int steps, double radius) {
    Evaluation at = scene.at;
    stepper.assume(radius);
    for (int i = 0; i < steps; i++) {
      Evaluation next = scene.field.newEvaluation();
      error = stepper.attempt(at, h, 1, next);
      at = next;
    }
    return at.y();
  }

  private static double distance(double[] a, double[] b) {
    return Vectors.norm(Vectors.minus(a, b));
  }

  /** Whatever the number of stages: halved steps leave a quarter of the error. */
  @Test
  void orderTwo() {
    double[] exact = end(0.001, 1000, 1);
    for (double radius : new double[] {1, 200, 3000}) {
      double coarse = distance(end(0.1, 10, radius), exact);
      double fine = distance(end(0.05, 20, radius), exact);
      assertEquals(4, coarse / fine, 0.7, "radius " + radius);
    }
  }

  /** The estimate is of the size of the error of one step, and falls by eight. */
  @Test
  void estimateOfThirdOrder() {
    double actual = distance(end(0.1, 1, 1), end(0.001, 100, 1));
    end(0.1, 1, 1);
    double coarse = error;
    end(0.05, 1, 1);
    assertEquals(8, coarse / error, 1.5);
    assertTrue(coarse > 0.3 * actual && coarse < 10 * actual, coarse + " for " + actual);
  }

  @Test
  void stagesByRadius() {
    end(0.1, 1, 0.1);
    assertEquals(2, stepper.evaluations());
    end(0.1, 1, 650);
    assertEquals(ChebyshevRecurrence.stagesFor(65), stepper.evaluations());
    assertEquals(3, stepper.errorOrder());
    assertEquals(0, stepper.factorizations());
    assertTrue(stepper.longest() * 650 > 1e5);
  }

  /** Both ends are met; the middle is where a step of half the length comes to, to third order. */
  @Test
  void between() {
    double[] y1 = end(0.1, 1, 1);
    double[] out = new double[y1.length];
    stepper.between(0, start, y1, out);
    assertArrayEquals(start, out, 1e-15);
    stepper.between(1, start, y1, out);
    assertArrayEquals(y1, out, 1e-15);
    stepper.between(0.5, start, y1, out);
    double[] half = end(0.001, 50, 1);
    assertArrayEquals(half, out, 3e-5);
  }
}
