package marginflow.flow.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Factors by the formula {@code 0.9 e^{-0.8/p} e_old^{0.2/p}} of the class, and its bounds. */
class StepControllerTest {

  private static final double ROUNDING = 1e-14;

  private final StepController controller = new StepController();

  /** After a first error of 1: 0.9 · 0.5^(−0.8/5). */
  @Test
  void aStepFollowsItsErrorAndTheOneBefore() {
    double first = 2 * 0.9 * Math.pow(0.5, -0.16);
    assertEquals(first, controller.accepted(2, 0.5, 5), ROUNDING);
    assertEquals(0.5, controller.memory());
    double second = 0.9 * Math.pow(0.25, -0.16) * Math.pow(0.5, 0.04);
    assertEquals(second, controller.accepted(1, 0.25, 5), ROUNDING);
  }

  /** An error equal to the tolerance, again and again, leaves the safety alone. */
  @Test
  void theSafetyOfASteadyError() {
    assertEquals(0.9, controller.accepted(1, 1, 4), ROUNDING);
    assertEquals(0.9, controller.accepted(1, 1, 4), ROUNDING);
  }

  @Test
  void aStepGrowsFiveTimesAtTheMost() {
    assertEquals(5, controller.accepted(1, 0, 2), 0);
    assertEquals(1e-4, controller.memory(), 0, "an error of zero is not remembered as such");
  }

  /** A rejected one shrinks: by 0.9 even if its error is just above 1, to a fifth at the most. */
  @ParameterizedTest
  @CsvSource({"1, 0.9", "32, 0.45", "1e30, 0.2", "NaN, 0.2", "Infinity, 0.2"})
  void aRejectedStep(double error, double factor) {
    assertEquals(factor, controller.rejected(1, error, 5), ROUNDING);
    assertEquals(1, controller.memory(), "it is not remembered");
  }

  @Test
  void itGoesOnFromAMemory() {
    controller.accepted(1, 0.3, 5);
    StepController other = new StepController();
    other.restore(controller.memory());
    assertEquals(controller.accepted(1, 0.7, 5), other.accepted(1, 0.7, 5), 0);
  }

  /**
   * An Euler step h errs by {@code (h speed)²}, which is the tolerance; where nothing moves, 1 over
   * the force where that is out of the ordinary, and else 1.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 1, 5e-4",
    "0, 1, 1",
    "0, 1e9, 1e-9",
    "0, 1e-9, 1e9",
    "0, 1e5, 1",
    "2e9, 1e9, 5e-13"
  })
  void theFirstStep(double speed, double force, double h) {
    assertEquals(h, StepController.first(1e-6, speed, force), ROUNDING * h);
  }
}
