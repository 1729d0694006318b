package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DormandPrinceStepTest {

  /** On a smooth flow: the error of a step falls like h⁶, its estimate like h⁵. */
  @Test
  void theStepHasItsOrders() {
    double[] coarse = errors(0.2);
    double[] fine = errors(0.1);
    assertEquals(6, Math.log(coarse[0] / fine[0]) / Math.log(2), 0.4);
    assertEquals(5, Math.log(coarse[1] / fine[1]) / Math.log(2), 0.4);
  }

  /** From z = a‖x‖ one unit on one sample grows like e^{‖x‖τ} (case "one linear unit"). */
  private static double[] errors(double h) {
    KnownFlow known = KnownFlow.smooth();
    TwoLayerNet net = known.net();
    KinkPattern pattern = new KinkPattern(1, 1);
    pattern.put(0, 0, 1);
    PatternState from = new PatternState(net);
    PatternState to = new PatternState(net);
    System.arraycopy(known.theta0(), 0, from.theta, 0, 3);
    from.evaluate(pattern);
    double estimate = new DormandPrinceStep(net).advance(pattern, from, to, h);
    double right = known.theta0()[2] * Math.exp(1.5 * h);
    return new double[] {Math.abs(to.theta[2] - right), estimate};
  }
}
