package marginflow.flow.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.flow.kink.KinkScene;
import org.junit.jupiter.api.Test;

/** What an evaluation holds, and what it refuses once the model has gone on. */
class EvaluationTest {

  private final KinkScene scene = new KinkScene(new double[][] {{1, 0}, {0, 1}}, 1, 1).at(3, 2, 1);
  private final PolarField field = scene.field;

  /** Its numbers stay what they are while the field is evaluated elsewhere. */
  @Test
  void itIsAValue() {
    Evaluation here = Evaluations.atTheta(field, 3, 2, 1);
    double[] force = here.force().clone();
    double[] weights = here.weights().clone();
    Evaluation there = Evaluations.atTheta(field, 1, 2, 3);
    assertArrayEquals(force, here.force());
    assertArrayEquals(weights, here.weights());
    assertArrayEquals(new double[] {3, 2, 1}, here.theta(), 1e-14);
    assertArrayEquals(new double[] {1, 2, 3}, there.theta(), 1e-14);
    assertEquals(Math.sqrt(14), here.norm(), 1e-14);
    assertEquals(0.5 * Math.log(14), here.logNorm(), 1e-15);
  }

  /** Derivatives of the point that the model stands at are not those of another. */
  @Test
  void theModelIsGivenOnlyWhereItStands() {
    Evaluation here = Evaluations.atTheta(field, 3, 2, 1);
    assertSame(scene.model, here.model());
    assertEquals(2, here.smallestMargin(), 1e-14);
    Evaluation there = Evaluations.atTheta(field, 1, 2, 3);
    IllegalStateException moved = assertThrows(IllegalStateException.class, here::kinks);
    assertEquals("the model has moved from evaluation 2 to 3", moved.getMessage());
    assertThrows(IllegalStateException.class, here::smallestMargin);
    assertSame(scene.model.kinks(), there.kinks());
    field.evaluate(here);
    assertSame(scene.model, here.model(), "evaluated again");
  }

  @Test
  void oneThatWasNeverEvaluatedStandsNowhere() {
    assertThrows(IllegalStateException.class, field.newEvaluation()::model);
  }

  /** Rows that are off have no weight, and kinks of theirs are judged by another. */
  @Test
  void pressures() {
    Evaluation at = Evaluations.atTheta(field, 3, 2, 1);
    assertSame(at.weights(), at.pressures());
    KinkScene off = new KinkScene(new double[][] {{1, 0}, {-1, 0}}, 1, 1).at(3, 0, 3);
    assertTrue(off.field.idle().find(off.at.weights()));
    assertSame(off.at.weights(), off.at.pressures(), "as it was evaluated");
    off.field.evaluate(off.at);
    assertNotSame(off.at.weights(), off.at.pressures());
  }

  /** Room for more multipliers than kinks slid before. */
  @Test
  void multipliersGrow() {
    Evaluation at = Evaluations.atTheta(field, 3, 2, 1);
    assertTrue(at.multipliers(40).length >= 40);
    assertSame(at.multipliers(), at.multipliers(3), "and never shrink");
  }
}
