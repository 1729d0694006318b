package marginflow.flow.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Methods whose orders are in every textbook. */
class OrderConditionsTest {

  private static final double ROUNDING = 1e-15;

  /** The classical method of Kutta: order 4, and 1/120 off at the tall tree of five vertices. */
  @Test
  void theClassicalMethod() {
    var stages = OrderConditions.explicit(new double[][] {{}, {0.5}, {0, 0.5}, {0, 0, 1}});
    double[] b = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};
    assertEquals(0, OrderConditions.deviation(stages, b, 4), ROUNDING);
    assertTrue(OrderConditions.deviation(stages, b, 5) >= 1.0 / 120 - ROUNDING);
    OrderConditions.require("kutta", stages, b, 4, ROUNDING);
    Exception thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> OrderConditions.require("kutta", stages, b, 5, ROUNDING));
    assertTrue(
        String.valueOf(thrown.getMessage())
            .startsWith("kutta: expected order 5, an order condition"));
  }

  /** Euler's method misses Σ b c = ½ by all of it. */
  @Test
  void eulersMethod() {
    var stages = OrderConditions.explicit(new double[][] {{}});
    assertEquals(0, OrderConditions.deviation(stages, new double[] {1}, 1));
    assertEquals(0.5, OrderConditions.deviation(stages, new double[] {1}, 2));
    assertEquals(0.2, OrderConditions.deviation(stages, new double[] {0.8}, 1), ROUNDING);
    assertThrows(
        IllegalArgumentException.class,
        () -> OrderConditions.require("nothing", stages, new double[] {Double.NaN}, 1, ROUNDING));
  }

  /**
   * With a linear part of coefficient γ a single stage has Σ b Γ = γ where a W-method of order two
   * needs 0; two stages with b = (½, ½) and γ₂₁ = −2γ have it.
   */
  @Test
  void methodsWithALinearPart() {
    double gamma = 0.3;
    var one = new OrderConditions.Stages(new double[1][1], new double[][] {{gamma}});
    assertEquals(0, OrderConditions.deviation(one, new double[] {1}, 1));
    // Trees ∫f f' with Σ b a = 0 for ½, and its linear twin with γ for 0.
    assertEquals(0.5, OrderConditions.deviation(one, new double[] {1}, 2), ROUNDING);
    var two =
        new OrderConditions.Stages(
            new double[][] {{0, 0}, {1, 0}}, new double[][] {{gamma, 0}, {-2 * gamma, gamma}});
    double[] half = {0.5, 0.5};
    assertEquals(0, OrderConditions.deviation(two, half, 2), ROUNDING);
    var wrong =
        new OrderConditions.Stages(
            new double[][] {{0, 0}, {1, 0}}, new double[][] {{gamma, 0}, {-gamma, gamma}});
    assertEquals(0.15, OrderConditions.deviation(wrong, half, 2), ROUNDING);
  }
}
