package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SmallSystemTest {

  @Test
  void solvesWithRowExchanges() {
    double[] b = {4, 3, 7};
    assertTrue(SmallSystem.solve(new double[][] {{0, 2, 0}, {1, 1, 0}, {0, 1, 5}}, b));
    assertArrayEquals(new double[] {1, 2, 1}, b, 1e-15);
  }

  @Test
  void aSingularSystemIsRefused() {
    assertFalse(SmallSystem.solve(new double[][] {{1, 2}, {2, 4}}, new double[] {1, 2}));
  }
}
