package marginflow.flow.captured;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.flow.field.Evaluation;
import marginflow.flow.kink.KinkScene;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;

/** One step over kinks against thousands of tiny ones, which know nothing of kinks. */
class KinkCaptureTest {

  private static final double[][] AXES = {{1, 0}, {0.4, 1}, {-0.6, 1}};

  /** The same, with less to push the unit back by than what pushes it down. */
  private static final double[][] HELD = {{1, 0}, {0.4, 1}, {-0.1, 1}};

  /** θ after Euler steps of 1e-5 in τ, the pattern read off at each. */
  private static double[] tiny(double[][] x, double[] theta0, double tau, double... labels) {
    double[] theta = theta0.clone();
    KinkScene scene = CapturedScene.plane(x, labels);
    int steps = (int) Math.rint(tau / 1e-5);
    for (int step = 0; step < steps; step++) {
      scene.at(theta);
      double rho = Vectors.norm(theta);
      for (int j = 0; j < 3; j++) {
        theta[j] += 1e-5 * rho * scene.at.force()[j];
      }
    }
    return theta;
  }

  private static double[] captured(CapturedScene of, double[] theta0, double h, int steps) {
    of.scene.at(theta0);
    for (int step = 0; step < steps; step++) {
      of.step(h);
    }
    return of.theta();
  }

  /** Sample 0, label −1, pushes w₁ down from 0.02; on the other side the others push it on. */
  @Test
  void crosses() {
    double[] theta0 = {0.02, 1, 0.5};
    double[] exact = tiny(AXES, theta0, 0.2, -1, -1, 1);
    CapturedScene of = new CapturedScene(CapturedScene.plane(AXES, -1, -1, 1));
    double[] end = captured(of, theta0, 0.2, 1);
    assertArrayEquals(exact, end, 5e-3);
    assertEquals(List.of("CROSS_DOWN 0 0"), of.log);
    assertEquals(1, of.counters.crossings);
    assertTrue(end[0] < 0);
  }

  /** With the labels of the others turned they push it back: it slides, and stays at w₁ = 0. */
  @Test
  void slides() {
    double[] theta0 = {0.02, 1, 0.5};
    double[] exact = tiny(HELD, theta0, 0.3, -1, 1, -1);
    CapturedScene of = new CapturedScene(CapturedScene.plane(HELD, -1, 1, -1));
    double[] end = captured(of, theta0, 0.1, 3);
    assertEquals(0, end[0], 1e-14);
    assertArrayEquals(exact, end, 5e-3);
    assertEquals(List.of("SLIDE 0 0"), of.log);
    assertEquals(1, of.scene.sliding.count());
  }

  /** The error of a step over a kink is of second order, and the estimate is not below it. */
  @Test
  void errorOfSecondOrderAndEstimated() {
    double[] theta0 = {0.004, 1, 0.5};
    double[] errors = new double[2];
    for (int i = 0; i < 2; i++) {
      double h = i == 0 ? 0.2 : 0.1;
      CapturedScene of = new CapturedScene(CapturedScene.plane(AXES, -1, -1, 1));
      of.scene.at(theta0);
      double estimate = of.step(h);
      double[] end = of.theta();
      double[] exact = tiny(AXES, theta0, h, -1, -1, 1);
      errors[i] = Vectors.norm(Vectors.minus(end, exact)) / Vectors.norm(exact);
      assertTrue(errors[i] <= 1.2 * estimate + 1e-5, errors[i] + " estimated " + estimate);
    }
    assertTrue(errors[0] / errors[1] > 3, errors[0] + " and " + errors[1]);
  }

  /** A refused step leaves sides and sliding set as they were. */
  @Test
  void rollsBack() {
    CapturedScene of = new CapturedScene(CapturedScene.plane(HELD, -1, 1, -1));
    of.scene.at(0.02, 1, 0.5);
    Evaluation next = of.scene.field.newEvaluation();
    of.capture.begin(of.scene.at);
    ChebyshevStepper stepper = new ChebyshevStepper(of.scene.field);
    stepper.assume(1);
    stepper.attempt(of.scene.at, 0.3, 1, next);
    assertTrue(of.capture.decide(0.3, next));
    of.capture.apply(next);
    assertEquals(1, of.scene.sliding.count());
    of.capture.rollBack();
    assertEquals(0, of.scene.sliding.count());
    assertTrue(of.scene.model.kinks().positive(0));
    assertTrue(of.log.isEmpty());
  }
}
