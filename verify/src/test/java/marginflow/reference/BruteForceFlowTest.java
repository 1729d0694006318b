package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import marginflow.reference.BruteForceFlow.Estimate;
import marginflow.reference.BruteForceFlow.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BruteForceFlowTest {

  private static final int STEPS = 100_000;
  private static final double TAU_LIMIT = 1000;

  static List<KnownFlow> known() {
    return KnownFlow.all();
  }

  @ParameterizedTest
  @MethodSource("known")
  void knownFlowsAreMetWithinTheEstimate(KnownFlow known) {
    Estimate found =
        BruteForceFlow.estimate(known.naive(), known.theta0(), known.logLoss(), TAU_LIMIT, STEPS);
    FlowEnd right = new FlowEnd(FlowEnd.Status.REACHED, known.theta(), Double.NaN, known.logLoss());
    assertTrue(found.end().reached(), known::name);
    assertTrue(found.error() < 2e-4, () -> known + ": error estimate " + found.error());
    double distance = right.distance(found.end().theta());
    // The error of chatter is random: an estimate from few ends may be too small by some factor.
    double bound = known.within() + 5 * found.error() + 1e-9;
    assertTrue(distance <= bound, () -> known + ": " + distance + " beyond " + bound);
    known.tau().ifPresent(tau -> assertEquals(tau, found.end().tau(), 1e-5, known::name));
  }

  @Test
  void ordersOfTheMethodsOnASmoothFlow() {
    KnownFlow known = KnownFlow.smooth();
    assertEquals(1, order(known, Method.EULER, 1e-3), 0.05);
    assertEquals(4, order(known, Method.RUNGE_KUTTA, 2e-2), 0.1);
  }

  /** log2 of how much the error in τ falls when the step is halved. */
  private static double order(KnownFlow known, Method method, double h) {
    double tau = known.tau().orElseThrow();
    double[] error = new double[2];
    for (int halvings = 0; halvings < 2; halvings++) {
      // With a step that divides τ the end needs no interpolation.
      double step = tau / Math.rint(tau / h) / (1 << halvings);
      double[] theta = known.theta0();
      FlowEnd end = BruteForceFlow.run(known.naive(), theta, method, step, -1e9, tau - step / 2);
      error[halvings] =
          new FlowEnd(FlowEnd.Status.REACHED, known.theta(), tau, 0).distance(end.theta());
    }
    return Math.log(error[0] / error[1]) / Math.log(2);
  }

  @Test
  void oneLinearLayerIsExact() {
    // One layer, one sample: θ(τ) = θ(0) + τ x, q = x·θ.
    Dataset data = new Dataset(Matrix.of(new double[][] {{1, 2}}), new double[] {1});
    NaiveNet net = new NaiveNet(data, 0, Loss.EXPONENTIAL, 2, 1);
    FlowEnd end = BruteForceFlow.run(net, new double[] {1, 0}, Method.EULER, 1e-2, -6, 10);
    assertEquals(1, end.tau(), 1e-12);
    assertEquals(2, end.theta()[0], 1e-12);
    assertEquals(2, end.theta()[1], 1e-12);
  }

  @Test
  void whatIsNotReachedInTimeIsUndecided() {
    KnownFlow known = KnownFlow.smooth();
    double half = known.tau().orElseThrow() / 2;
    Estimate found =
        BruteForceFlow.estimate(known.naive(), known.theta0(), known.logLoss(), half, STEPS);
    assertEquals(FlowEnd.Status.UNDECIDED, found.end().status());
    assertFalse(Double.isFinite(found.error()));
  }

  @Test
  void aLossThatIsReachedAtTheStartCostsNothing() {
    KnownFlow known = KnownFlow.smooth();
    Estimate found = BruteForceFlow.estimate(known.naive(), known.theta(), -2.9, 1, STEPS);
    assertEquals(0, found.end().tau());
    assertEquals(0, found.error());
  }
}
