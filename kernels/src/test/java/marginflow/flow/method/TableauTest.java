package marginflow.flow.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TableauTest {

  @Test
  void builtInMethodsKeepTheirOrders() {
    assertEquals(7, ExplicitTableau.dormandPrince().stages());
    assertEquals(4, ExplicitTableau.bogackiShampine().stages());
    assertEquals(9, RosenbrockTableau.w4().stages());
  }

  @Test
  void aWrongCoefficientIsRefused() {
    ExplicitTableau good = ExplicitTableau.bogackiShampine();
    double[] b = good.b().clone();
    b[0] += 1e-9;
    assertThrows(
        IllegalArgumentException.class,
        () -> new ExplicitTableau("spoilt", 3, 2, good.a(), b, good.error(), good.dense()));
  }

  @Test
  void anOrderThatIsNotReachedIsRefused() {
    ExplicitTableau good = ExplicitTableau.bogackiShampine();
    assertThrows(
        IllegalArgumentException.class,
        () -> new ExplicitTableau("boast", 4, 2, good.a(), good.b(), good.error(), good.dense()));
  }

  @Test
  void aRosenbrockMethodThatNeedsTheExactJacobianIsRefused() {
    RosenbrockTableau good = RosenbrockTableau.w4();
    double[][] gamma = new double[9][];
    for (int i = 0; i < 9; i++) {
      gamma[i] = good.gamma()[i].clone();
    }
    gamma[2][1] += 1e-6;
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new RosenbrockTableau(
                "spoilt", 4, 3, good.alpha(), gamma, good.b(), good.embedded(), good.dense()));
  }

  @Test
  void treesAreCountedAsInTheBooks() {
    // Explicit Euler violates the condition of the tree with two vertices by one half.
    OrderConditions.Stages euler = OrderConditions.explicit(new double[][] {{}});
    assertEquals(0, OrderConditions.deviation(euler, new double[] {1}, 1), 0.0);
    assertEquals(0.5, OrderConditions.deviation(euler, new double[] {1}, 2), 0.0);
    assertTrue(OrderConditions.deviation(euler, new double[] {1}, 3) >= 0.5);
  }
}
