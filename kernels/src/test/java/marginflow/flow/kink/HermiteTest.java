package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HermiteTest {

  private static final double ROUNDING = 1e-12;

  /** {@code (x − ¼)(x − ¾)(x + 1)}. */
  private static Hermite cubic() {
    Hermite cubic = new Hermite();
    cubic.set(3.0 / 16, -1 + 3.0 / 16, 2 * 3.0 / 16, 2 * (0.25 + 0.75) + 3.0 / 16);
    return cubic;
  }

  @Test
  void goesThroughValuesAndSlopes() {
    for (double x : new double[] {0, 0.1, 0.5, 1}) {
      assertEquals((x - 0.25) * (x - 0.75) * (x + 1), cubic().at(x), ROUNDING);
      double slope = (2 * x - 1) * (x + 1) + (x - 0.25) * (x - 0.75);
      assertEquals(slope, cubic().slope(x), ROUNDING);
    }
  }

  @Test
  void findsTheRootBehindAPoint() {
    assertEquals(0.75, cubic().root(0.5), ROUNDING);
  }

  @Test
  void turnsWhereItsSlopeVanishes() {
    // 3x² − 13/16 = 0.
    assertEquals(Math.sqrt(13.0 / 48), cubic().turn(-1), ROUNDING);
    assertEquals(0, cubic().turn(1), "its maximum lies below zero");
  }

  @Test
  void aLineDoesNotTurn() {
    Hermite line = new Hermite();
    line.set(-1, 2, 1, 2);
    assertEquals(0, line.turn(1));
    assertEquals(0, line.turn(-1));
    assertEquals(0.5, line.root(0), ROUNDING);
  }
}
