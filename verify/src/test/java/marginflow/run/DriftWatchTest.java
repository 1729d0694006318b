package marginflow.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.flow.Checkpoint;
import marginflow.flow.DenseOutput;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowSettings;
import marginflow.flow.FlowStatistics;
import marginflow.flow.FlowView;
import marginflow.flow.StopRule;
import marginflow.io.run.Drift;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** What is conserved is seen to be, and a path that takes a kink wrongly is seen not to. */
class DriftWatchTest {

  private static final Dataset DATA =
      new Dataset(Matrix.of(new double[][] {{1, 0}, {-1, 0.5}}), new double[] {-1, -1});

  /** A state shown to the watch: θ and what its path gave off. */
  private record Shown(double[] parameters, double dissipated) implements FlowView {

    @Override
    public void theta(double[] out) {
      System.arraycopy(parameters, 0, out, 0, out.length);
    }

    @Override
    public long step() {
      return 1;
    }

    @Override
    public double tau() {
      return 0;
    }

    @Override
    public double logTime() {
      return 0;
    }

    @Override
    public double logNorm() {
      return 0;
    }

    @Override
    public double logLoss() {
      return 0;
    }

    @Override
    public double normalizedMargin() {
      return 0;
    }

    @Override
    public double smoothedMargin() {
      return 0;
    }

    @Override
    public double alignment() {
      return 0;
    }

    @Override
    public double stepSize() {
      return 0;
    }

    @Override
    public FlowStatistics statistics() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int sliding() {
      return 0;
    }

    @Override
    public DenseOutput dense() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Checkpoint checkpoint() {
      throw new UnsupportedOperationException();
    }
  }

  /**
   * One unit is pushed over the first sample's surface; with that crossing skipped, what the path
   * gives off is no longer what the loss falls by.
   */
  @Test
  void aSkippedCrossingShowsInTheEnergy() {
    double[] start = {-0.02, 1, 1};
    assertTrue(drift(start, true) < 1e-6, "right path: " + drift(start, true));
    assertTrue(drift(start, false) > 1e-3, "skipped: " + drift(start, false));
  }

  private static double drift(double[] start, boolean crosses) {
    double[] theta = start.clone();
    double h = 1e-5;
    double given = 0;
    for (int k = 0; k < 20_000; k++) {
      double[] middle = theta.clone();
      move(middle, velocity(theta, crosses), h / 2);
      double[] v = velocity(middle, crosses);
      move(theta, v, h);
      given += h * (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }
    Architecture net = Architectures.parse("relu:2-1-1");
    DriftWatch watch =
        new DriftWatch(net, DATA, KernelSelector.select(), Loss.EXPONENTIAL, start, Drift.NONE);
    watch.accepted(new Shown(theta, given));
    return watch.largest().energy();
  }

  private static void move(double[] theta, double[] v, double h) {
    for (int j = 0; j < theta.length; j++) {
      theta[j] += h * v[j];
    }
  }

  /** The velocity, with the first sample's kink crossed where it is or left on its old side. */
  private static double[] velocity(double[] theta, boolean crosses) {
    double first = crosses && theta[0] > 0 ? theta[0] : 0;
    double second = Math.max(0, -theta[0] + 0.5 * theta[1]);
    double[] push = {Math.exp(theta[2] * first), Math.exp(theta[2] * second)};
    double sum = push[0] + push[1];
    double p = -push[0] / sum * (first > 0 ? 1 : 0);
    double q = -push[1] / sum * (second > 0 ? 1 : 0);
    return new double[] {theta[2] * (p - q), theta[2] * 0.5 * q, p * first + q * second};
  }

  @Test
  void aFlowKeepsBothToItsTolerance() {
    Architecture net = Architectures.parse("relu:2-6-1");
    Dataset data = new Dataset(DATA.x(), new double[] {1, -1});
    double[] theta0 = Initialisation.gaussian(net, 4, 0.5);
    DriftWatch watch =
        new DriftWatch(net, data, KernelSelector.select(), Loss.EXPONENTIAL, theta0, Drift.NONE);
    Flow.run(
        Models.bind(net, data, KernelSelector.select()),
        theta0,
        new FlowSettings(
            Loss.EXPONENTIAL,
            Flow.integrators().getFirst(),
            1e-6,
            List.of(StopRule.logLoss(-1e6), StopRule.steps(2_000))),
        new FlowObserver() {
          @Override
          public void accepted(FlowView view) {
            watch.accepted(view);
          }
        });
    assertTrue(watch.largest().energy() < 1e-4, watch.largest()::toString);
    assertTrue(watch.largest().balance() < 1e-4, watch.largest()::toString);
    Drift before = new Drift(0.5, 0.25);
    DriftWatch later =
        new DriftWatch(net, data, KernelSelector.select(), Loss.EXPONENTIAL, theta0, before);
    assertEquals(before, later.largest());
  }

  /** A unit whose output weight grows without its input weights, as no flow moves it. */
  @Test
  void aPathThatBreaksTheLawsIsEnded() {
    Architecture net = Architectures.parse("relu:2-1-1");
    double[] start = {0.1, 0.1, 0.1};
    DriftWatch watch =
        new DriftWatch(
            net, DATA, KernelSelector.select("scalar", 1), Loss.EXPONENTIAL, start, Drift.NONE);
    StopRule rule = StopRules.laws(watch, 1e-6);
    FlowView kept = new Shown(start, 0);
    watch.accepted(kept);
    assertTrue(rule.value(kept) > 0);
    FlowView broken = new Shown(new double[] {0.1, 0.1, 3}, 0);
    watch.accepted(broken);
    assertTrue(rule.value(broken) < 0);
    assertTrue(StopRules.laws(watch, 0.5).value(broken) > 0, "no more than the tolerance asks");
  }
}
