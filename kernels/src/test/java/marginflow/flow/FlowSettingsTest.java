package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import marginflow.flow.event.Branch;
import marginflow.loss.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowSettingsTest {

  private static FlowSettings of(double tolerance, double stepSize) {
    return new FlowSettings(Loss.LOGISTIC, "gd", tolerance, stepSize, List.of());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.9e-14, 1, -1, Double.NaN})
  void tolerances(double wrong) {
    Exception thrown = assertThrows(IllegalArgumentException.class, () -> of(wrong, 0.1));
    assertEquals(
        "tolerance: expected a number in [1.0E-14, 1), found " + wrong, thrown.getMessage());
    assertEquals(1e-14, of(1e-14, 0.1).tolerance());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.POSITIVE_INFINITY, Double.NaN})
  void stepSizes(double wrong) {
    Exception thrown = assertThrows(IllegalArgumentException.class, () -> of(0.1, wrong));
    assertEquals("step size: expected a positive number, found " + wrong, thrown.getMessage());
  }

  @Test
  void theUsualOnes() {
    FlowSettings usual = new FlowSettings(Loss.EXPONENTIAL, "gd", 1e-6, List.of());
    assertEquals(FlowSettings.STEP_SIZE, usual.stepSize());
    assertEquals(Branch.SLOPE, usual.branch());
    assertTrue(usual.guarded());
  }

  /** Each changes its own and nothing else. */
  @Test
  void changes() {
    List<StopRule> stops = new ArrayList<>(List.of(StopRule.steps(3)));
    FlowSettings base = new FlowSettings(Loss.LOGISTIC, "gd", 1e-3, 0.2, stops);
    stops.clear();
    assertEquals(1, base.stops().size(), "copied");
    FlowSettings all =
        base.withBranch(Branch.NEGATIVE)
            .withMarginGuard(false)
            .withTolerance(1e-5)
            .withLoss(Loss.EXPONENTIAL)
            .withStops(List.of());
    assertEquals(
        new FlowSettings(Loss.EXPONENTIAL, "gd", 1e-5, 0.2, Branch.NEGATIVE, false, List.of()),
        all);
    FlowSettings back =
        all.withStops(base.stops())
            .withLoss(Loss.LOGISTIC)
            .withTolerance(1e-3)
            .withMarginGuard(true)
            .withBranch(Branch.SLOPE);
    assertEquals(base, back);
    assertFalse(all.guarded());
  }
}
