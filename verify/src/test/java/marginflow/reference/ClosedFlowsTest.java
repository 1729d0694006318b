package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ClosedFlowsTest {

  @Test
  void exponentialIntegralMatchesTables() {
    // Abramowitz and Stegun, tables 5.1 and 5.2.
    assertEquals(1.895117816355937, StrictMath.exp(ClosedFlows.logEi(1)), 1e-14);
    assertEquals(2492.228976241877, StrictMath.exp(ClosedFlows.logEi(10)), 1e-11);
  }

  @Test
  void seriesMeetsTheAsymptoticExpansion() {
    double below = ClosedFlows.logEi(Math.nextDown(50.0));
    assertEquals(below, ClosedFlows.logEi(50), 2e-14 * below);
  }

  @Test
  void derivativeOfTimeIsTheFlow() {
    // d log t / dq = (1/t) dt/dq with dt/dq = e^q / (c q).
    double h = 1e-5;
    double q = 3;
    double slope =
        (ClosedFlows.logTimeTwoLayer(2.25, q + h, 1) - ClosedFlows.logTimeTwoLayer(2.25, q - h, 1))
            / (2 * h);
    double t = StrictMath.exp(ClosedFlows.logTimeTwoLayer(2.25, q, 1));
    assertEquals(StrictMath.exp(q) / q / t, slope, 1e-7);
  }

  @Test
  void oneLayerByHand() {
    // e^q = e^0 + 4 t: q = log 5 at t = 1.
    assertEquals(0, ClosedFlows.logTimeOneLayer(0, StrictMath.log(5), 4), 1e-15);
    assertEquals(1e9, ClosedFlows.logTimeOneLayer(0, 1e9, 1));
  }

  @Test
  void wherePositivityEndsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> ClosedFlows.logEi(0.3));
  }
}
