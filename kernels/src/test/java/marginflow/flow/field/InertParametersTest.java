package marginflow.flow.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of the parameters (3, 4) the second has no force; ρ = 5, and 10 after a step. */
class InertParametersTest {

  private final InertParameters inert = new InertParameters(2);
  private final double[] end = {0.9, 0.39, Math.log(10)};

  @BeforeEach
  void begin() {
    inert.begin(new double[] {1, 0}, new double[] {3, 4});
  }

  /** Held at 4, its share of the direction is 0.4 whatever the step has made of it. */
  @Test
  void whatHasNoForceIsHeld() {
    assertTrue(inert.hold(new double[] {2, 0}, end));
    assertEquals(0.4, end[1], 1e-15);
    assertEquals(0.9, end[0]);
    assertFalse(inert.letGo());
    double[] theta = {9, 3.9};
    inert.restore(theta);
    assertArrayEquals(new double[] {9, 4}, theta);
    assertArrayEquals(new double[] {Double.NaN, 4}, inert.values());
  }

  /** It stays at 4 to the last bit through any number of steps. */
  @Test
  void itStaysWhereItWasFirst() {
    for (int step = 1; step < 100; step++) {
      double rho = Math.exp(step / 7.0);
      assertTrue(inert.hold(new double[] {2, 0}, new double[] {1, 4 / rho, Math.log(rho)}));
      inert.begin(new double[] {1, 0}, new double[] {rho, 4 * (1 + 1e-15 * step)});
    }
    assertEquals(4, inert.values()[1], 0);
  }

  /** A force at the step's end lets it go, and says so if a force inside has moved it. */
  @Test
  void aForceAtTheEndLetsGo() {
    assertFalse(inert.hold(new double[] {2, 1e-300}, end));
    assertTrue(inert.letGo(), "0.39 is not 0.4");
    assertEquals(0.39, end[1]);
    assertArrayEquals(new double[] {Double.NaN, Double.NaN}, inert.values());
    begin();
    double[] unmoved = {0.9, 4 * StrictMath.exp(-Math.log(10)), Math.log(10)};
    assertFalse(inert.hold(new double[] {2, 1}, unmoved));
    assertFalse(inert.letGo());
  }

  /** What is moved by other means is not held where it was. */
  @Test
  void aShiftLetsGo() {
    inert.moved(new double[] {0, 1e-9});
    assertFalse(inert.hold(new double[] {2, 0}, end));
    assertEquals(0.39, end[1]);
    begin();
    inert.moved(new double[] {1e-9, 0});
    assertTrue(inert.hold(new double[] {2, 0}, end));
  }

  @Test
  void aRefusedStepIsTakenBack() {
    inert.mark();
    inert.moved(new double[] {0, 1});
    inert.rollBack();
    assertTrue(inert.hold(new double[] {2, 0}, end));
  }

  @Test
  void itResumesFromItsValues() {
    InertParameters other = new InertParameters(2);
    other.resume(inert.values());
    assertTrue(other.hold(new double[] {2, 0}, end));
    assertEquals(0.4, end[1], 1e-15);
  }
}
