package marginflow.flow.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.Evaluations;
import marginflow.flow.kink.KinkScene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of a linear net of two layers, whose orders {@link ObservedOrderTest} measures. */
class ExplicitStepperTest {

  private static final double[][] X = {{2, 1}, {-1, -2}};
  private static final double[] THETA = {0.5, -0.3, 0.8};

  private final KinkScene scene = new KinkScene("linear:2-1-1", X, 1, -1).at(THETA);
  private final Evaluation to = scene.field.newEvaluation();
  private final double[] end = to.y();
  private final double[] slope = to.velocity();

  private static Stream<ExplicitTableau> tableaus() {
    return Stream.of(ExplicitTableau.dormandPrince(), ExplicitTableau.bogackiShampine());
  }

  private ExplicitStepper stepper(ExplicitTableau tableau) {
    return new ExplicitStepper(tableau, scene.field, false);
  }

  private double attempt(ExplicitStepper stepper, double h) {
    return stepper.attempt(scene.at, h, 1, to);
  }

  @ParameterizedTest
  @MethodSource("tableaus")
  void theLastEvaluationIsAtTheEnd(ExplicitTableau tableau) {
    ExplicitStepper stepper = stepper(tableau);
    attempt(stepper, 0.1);
    assertEquals(1, norm(end), 1e-15, "on the sphere");
    double[] again = Evaluations.frozen(scene.field, end).velocity();
    assertArrayEquals(again, slope, 0);
    assertEquals(tableau.stages() - 1, stepper.evaluations());
    assertEquals(0, stepper.factorizations());
  }

  /** An estimate of order p falls with the power p + 1 of the step. */
  @ParameterizedTest
  @MethodSource("tableaus")
  void theErrorEstimateHasItsOrder(ExplicitTableau tableau) {
    ExplicitStepper stepper = stepper(tableau);
    double share = attempt(stepper, 0.02) / attempt(stepper, 0.01);
    assertEquals(stepper.errorOrder(), Math.log(share) / Math.log(2), 0.2);
    assertEquals(tableau.embeddedOrder() + 1, stepper.errorOrder());
  }

  /** A step ended early is where a shorter one ends, to the order of the extension. */
  @Test
  void endsEarlyWhereAShorterStepDoes() {
    ExplicitStepper stepper = stepper(ExplicitTableau.dormandPrince());
    double[] shorter = new double[4];
    double[] before = new double[2];
    for (int k = 0; k < 2; k++) {
      double h = 0.1 / (1 << k);
      attempt(stepper, 0.3 * h);
      System.arraycopy(end, 0, shorter, 0, 4);
      attempt(stepper, h);
      stepper.endAt(scene.at, h, 0.3, to);
      before[k] = distance(shorter, end);
      double[] there = Evaluations.frozen(scene.field, end).velocity();
      assertArrayEquals(there, slope, 0);
    }
    assertTrue(before[0] < 1e-6 && before[0] > 20 * before[1], before[0] + ", " + before[1]);
  }

  /** Inside a step whose end was moved the direction goes from one to the other. */
  @Test
  void theDirectionInside() {
    ExplicitStepper stepper = stepper(ExplicitTableau.dormandPrince());
    attempt(stepper, 0.2);
    double[] moved = end.clone();
    moved[0] += 1e-3;
    double[] out = new double[4];
    stepper.between(0, scene.y(), moved, out);
    assertArrayEquals(scene.y(), out, 1e-15);
    stepper.between(1, scene.y(), moved, out);
    assertArrayEquals(moved, out, 1e-15);
    stepper.between(0.5, scene.y(), end, out);
    double[] unmoved = out.clone();
    stepper.between(0.5, scene.y(), moved, out);
    assertEquals(0.5e-3, out[0] - unmoved[0], 1e-15, "in proportion");
    stepper.endAt(scene.at, 0.2, 0.5, to);
    assertArrayEquals(end, unmoved, 1e-15);
    stepper.between(1, scene.y(), end, out);
    assertArrayEquals(end, out, 1e-15, "of the step that was taken");
  }

  /** Of the linear field of a sliding-free unit near rest: a quotient, no more than its norm. */
  @Test
  void theRateIsALowerBound() {
    ExplicitStepper stepper = stepper(ExplicitTableau.dormandPrince());
    attempt(stepper, 1e-3);
    double rate = stepper.rate();
    double largest = 0;
    double[] y = scene.y().clone();
    for (int j = 0; j < 4; j++) {
      y[j] += 1e-6;
      double[] there = Evaluations.frozen(scene.field, y).velocity();
      largest = Math.hypot(largest, distance(there, scene.dy()) / 1e-6);
      y[j] -= 1e-6;
    }
    assertTrue(rate > 0.05 * largest && rate <= largest * 1.01, rate + " of " + largest);
  }

  private static double norm(double[] y) {
    return Math.sqrt(y[0] * y[0] + y[1] * y[1] + y[2] * y[2]);
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return Math.sqrt(sum);
  }
}
