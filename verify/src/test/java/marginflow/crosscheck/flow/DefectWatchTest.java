package marginflow.crosscheck.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import marginflow.array.Matrix;
import marginflow.flow.DenseOutput;
import marginflow.flow.Flow;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.io.run.AuditFile;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Slope;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps with faults planted in them are seen, and those of clean flows are not. */
class DefectWatchTest {

  /** One ReLU unit in the plane. */
  private static final FullyConnected NET = new FullyConnected(Slope.RELU, 2, 1, 1);

  /** Its first sample's surface is w₁ = 0; the second pushes the unit over it. */
  private static final double[][] X = {{1, 0}, {-1, 0.5}};

  private static final double[] Y = {-1, -1};

  private static final int PIECES = 20_000;

  /** A step whose θ is integrated along a velocity of a test's own, by the midpoint rule. */
  private static final class Planted implements DenseOutput {

    private final double[][] path = new double[PIECES + 1][];
    private final double h;

    Planted(double[] from, double h, UnaryOperator<double[]> velocity) {
      this.h = h;
      path[0] = from;
      for (int k = 0; k < PIECES; k++) {
        double[] middle = moved(path[k], velocity.apply(path[k]), h / PIECES / 2);
        path[k + 1] = moved(path[k], velocity.apply(middle), h / PIECES);
      }
    }

    /** Leads elsewhere, the change in proportion to time. */
    void spread(double[] end) {
      double[] change = moved(end, path[PIECES], -1);
      for (int k = 0; k <= PIECES; k++) {
        path[k] = moved(path[k], change, (double) k / PIECES);
      }
    }

    private static double[] moved(double[] from, double[] velocity, double h) {
      double[] to = from.clone();
      for (int j = 0; j < to.length; j++) {
        to[j] += h * velocity[j];
      }
      return to;
    }

    @Override
    public double length() {
      return h;
    }

    @Override
    public double logNorm(double x) {
      double[] theta = new double[3];
      theta(x, theta);
      return Math.log(Math.hypot(Math.hypot(theta[0], theta[1]), theta[2]));
    }

    @Override
    public double logLoss(double x) {
      return 1;
    }

    @Override
    public double logTime(double x) {
      return 0;
    }

    @Override
    public double tau(double x) {
      return x * h;
    }

    @Override
    public double smoothedMargin(double x) {
      return Double.NaN;
    }

    @Override
    public void theta(double x, double[] out) {
      int k = (int) Math.min(PIECES - 1, x * PIECES);
      double share = x * PIECES - k;
      for (int j = 0; j < out.length; j++) {
        out[j] = path[k][j] + share * (path[k + 1][j] - path[k][j]);
      }
    }
  }

  /** The velocity with sides given, worked out for two samples. */
  private static double[] velocity(double[] theta, double firstSlope, double secondSlope) {
    double[] z = {theta[0] * X[0][0] + theta[1] * X[0][1], theta[0] * X[1][0] + theta[1] * X[1][1]};
    double[] slope = {firstSlope, secondSlope};
    double[] weight = new double[2];
    for (int i = 0; i < 2; i++) {
      weight[i] = Math.exp(-Y[i] * theta[2] * slope[i] * z[i]);
    }
    double[] v = new double[3];
    for (int i = 0; i < 2; i++) {
      double push = weight[i] / (weight[0] + weight[1]) * Y[i] * slope[i];
      v[0] += push * theta[2] * X[i][0];
      v[1] += push * theta[2] * X[i][1];
      v[2] += push * z[i];
    }
    return v;
  }

  private static double[] right(double[] theta) {
    return velocity(theta, theta[0] > 0 ? 1 : 0, -theta[0] + 0.5 * theta[1] > 0 ? 1 : 0);
  }

  private static DefectWatch watch() {
    return new DefectWatch(NET, new Dataset(Matrix.of(X), Y), Loss.EXPONENTIAL, 1e-6);
  }

  private static double defect(double[] from, UnaryOperator<double[]> velocity) {
    return watch().defect(new Planted(from, 0.1, velocity));
  }

  /** As integrators do it: the path without the crossing, its change spread over the step. */
  @Test
  void aStepThatCrossesRightlyHasNoDefect() {
    double[] from = {-0.02, 1, 1};
    assertTrue(right(from)[0] > 0.3);
    Planted step = new Planted(from, 0.1, theta -> velocity(theta, 0, 1));
    step.spread(new Planted(from, 0.1, DefectWatchTest::right).path[PIECES]);
    double found = watch().defect(step);
    // Of second order in the step beyond the kink; a planted fault is of first order.
    assertTrue(found < 5e-4, "defect " + found);
  }

  /** The crossing is skipped: the sample goes on without force where it has one. */
  @Test
  void aSkippedCrossingIsSeen() {
    double found = defect(new double[] {-0.02, 1, 1}, theta -> velocity(theta, 0, 1));
    assertTrue(found > 5e-3, "defect " + found);
  }

  /** The kink is crossed before it is there. */
  @Test
  void aSideTakenTooEarlyIsSeen() {
    double found = defect(new double[] {-0.05, 1, 1}, theta -> velocity(theta, 1, 1));
    assertTrue(found > 5e-3, "defect " + found);
  }

  /** The kink is held on its surface although its slope would be above 1. */
  @Test
  void aKinkReleasedTooLateIsSeen() {
    UnaryOperator<double[]> held =
        theta -> {
          double[] v = velocity(theta, 0, 1);
          v[0] = 0;
          return v;
        };
    double found = defect(new double[] {0, 1, 1}, held);
    assertTrue(found > 5e-3, "defect " + found);
    double let = defect(new double[] {0, 1, 1}, theta -> velocity(theta, 1, 1));
    assertTrue(let < 1e-5, "defect " + let);
  }

  /**
   * Clean flows: the usual step is off by less than a tolerance, and the worst, where the place of
   * a kink is hard to tell, by far less than a planted fault.
   */
  @ParameterizedTest
  @CsvSource({"2, 1e-6", "3, 1e-6", "6, 1e-6", "6, 1e-8"})
  void stepsOfACleanFlowAreOfTheTolerancesSize(long seed, double tolerance) {
    FlowProblem problem = FlowProblem.of(seed);
    DefectWatch watch = new DefectWatch(problem.net(), problem.data(), problem.loss(), tolerance);
    Flow.run(
        Models.bind(problem.net(), problem.data(), KernelSelector.select()),
        problem.theta0(),
        new FlowSettings(
            problem.loss(),
            Flow.integrators().getFirst(),
            tolerance,
            List.of(StopRule.logLoss(problem.logLoss()), StopRule.steps(5_000))),
        watch);
    double[] defects =
        watch.points().stream().mapToDouble(AuditFile.Point::value).sorted().toArray();
    assertTrue(defects.length > 50, "steps " + defects.length);
    assertTrue(defects[defects.length / 2] < tolerance, "median " + defects[defects.length / 2]);
    double ninth = defects[defects.length * 9 / 10];
    assertTrue(ninth < 1e-4, "nine of ten " + ninth);
    double worst = defects[defects.length - 1];
    assertTrue(worst < 5e-4, "worst " + worst);
    assertEquals(
        AuditFile.Kind.DEFECT, watch.points().getFirst().kind(), "kind of the first point");
  }
}
