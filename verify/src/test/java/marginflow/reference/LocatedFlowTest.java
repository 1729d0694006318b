package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import marginflow.array.Matrix;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import marginflow.reference.LocatedFlow.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocatedFlowTest {

  private static final double TOLERANCE = 1e-12;
  private static final long STEPS = 100_000;

  static List<KnownFlow> known() {
    return KnownFlow.all();
  }

  private static Result run(KnownFlow known, double tauLimit) {
    return LocatedFlow.run(
        known.net(), known.theta0(), known.logLoss(), TOLERANCE, tauLimit, STEPS);
  }

  @ParameterizedTest
  @MethodSource("known")
  void knownFlowsAreMet(KnownFlow known) {
    Result found = run(known, 1000);
    assertTrue(found.end().reached(), known::name);
    assertEquals(known.logLoss(), found.end().logLoss(), 1e-12);
    FlowEnd right = new FlowEnd(FlowEnd.Status.REACHED, known.theta(), Double.NaN, known.logLoss());
    double distance = right.distance(found.end().theta());
    assertTrue(distance <= known.within() + 1e-9, () -> known + ": " + distance);
    known.tau().ifPresent(tau -> assertEquals(tau, found.end().tau(), 1e-9, known::name));
  }

  @Test
  void eventsAreCounted() {
    assertEquals(new KinkCounts(0, 0, 0, 0, 0, 0), run(KnownFlow.smooth(), 1000).counts());
    assertEquals(new KinkCounts(1, 0, 0, 0, 0, 0), run(KnownFlow.crossing(), 1000).counts());
    assertEquals(new KinkCounts(0, 1, 0, 0, 0, 0), run(KnownFlow.sliding(), 1000).counts());
    KinkCounts reversal = run(KnownFlow.reversal(), 1000).counts();
    assertEquals(1, reversal.reversals());
    assertTrue(reversal.ambiguous());
  }

  /** Random small networks: tiny steps must come to the same place, where it is one of one. */
  @ParameterizedTest
  @ValueSource(longs = {2, 4, 6, 7})
  void tinyStepsComeToTheSamePlace(long seed) {
    Random random = new Random(seed);
    int d = 2 + random.nextInt(3);
    int n = 6 + random.nextInt(6);
    int units = 6 + random.nextInt(6);
    double slope = random.nextBoolean() ? 0 : 0.1;
    Loss loss = random.nextBoolean() ? Loss.EXPONENTIAL : Loss.LOGISTIC;
    double[][] x = new double[n][d];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = random.nextBoolean() ? 1 : -1;
      for (int j = 0; j < d; j++) {
        x[i][j] = random.nextGaussian();
      }
    }
    TwoLayerNet net = new TwoLayerNet(new Dataset(Matrix.of(x), y), slope, loss, units);
    double[] theta0 = random.doubles(net.size(), -1, 1).toArray();
    double logLoss = -Math.log(10);
    Result located = LocatedFlow.run(net, theta0, logLoss, 1e-11, 300, STEPS);
    assertTrue(located.end().reached(), "seed " + seed);
    NaiveNet naive = new NaiveNet(net.data(), slope, loss, d, units, 1);
    FlowEnd tiny =
        BruteForceFlow.run(naive, theta0, BruteForceFlow.Method.RUNGE_KUTTA, 2e-4, logLoss, 400);
    double distance = located.end().distance(tiny.theta());
    double bound = located.counts().ambiguous() ? Double.POSITIVE_INFINITY : 2e-4;
    assertTrue(distance <= bound, () -> "seed " + seed + ": " + distance + located.counts());
  }

  @Test
  void givesUpWhereTimeOrStepsEnd() {
    KnownFlow known = KnownFlow.smooth();
    assertEquals(FlowEnd.Status.UNDECIDED, run(known, 0.1).end().status());
    Result few = LocatedFlow.run(known.net(), known.theta0(), known.logLoss(), TOLERANCE, 1000, 3);
    assertEquals(FlowEnd.Status.UNDECIDED, few.end().status());
    assertEquals(3, few.steps());
  }

  @Test
  void aUnitThatIsOffEverywhereIsAtRest() {
    TwoLayerNet net =
        new TwoLayerNet(
            new Dataset(Matrix.of(new double[][] {{1, 0}, {0, 1}}), new double[] {1, -1}),
            0,
            Loss.EXPONENTIAL,
            1);
    Result found = LocatedFlow.run(net, new double[] {-1, -1, 1}, -1, TOLERANCE, 1e6, STEPS);
    assertEquals(FlowEnd.Status.AT_REST, found.end().status());
  }

  @Test
  void aStartOfTheWrongLengthIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> LocatedFlow.run(KnownFlow.smooth().net(), new double[2], -1, 1e-9, 1, 1));
  }
}
