package marginflow.flow.stiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StiffShiftTest {

  /** h = 0.1, γ = 0.4, L = 3, ds/dσ = 2: 1/(hγ) = 25, and β grows by e^{0.6}. */
  @Test
  void ofAStep() {
    StiffShift shift = new StiffShift();
    shift.set(0.1, 0.4, 3, 2);
    assertEquals(25, shift.radial, 1e-14);
    assertEquals(27, shift.tangent, 1e-14);
    assertEquals(Math.exp(0.6), shift.growth, 1e-15);
  }
}
