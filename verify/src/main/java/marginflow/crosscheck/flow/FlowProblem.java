package marginflow.crosscheck.flow;

import java.util.List;
import java.util.Random;
import marginflow.array.Matrix;
import marginflow.experiment.Experiment;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.Slope;

/**
 * A network, data and a start, and the loss at which the flow is looked at.
 *
 * @param net the network
 * @param loss the loss
 * @param scale standard deviation of the start
 * @param data the samples
 * @param theta0 the start, length P
 * @param log10Loss where to look
 */
public record FlowProblem(
    FullyConnected net, Loss loss, double scale, Dataset data, double[] theta0, double log10Loss) {

  /** One problem of so many has two hidden layers. */
  private static final int DEEP_ONE_IN = 5;

  private static final double[] SCALES = {0.1, 0.3, 1};

  /** Random labels on more samples than this share of the first layer's weights rarely separate. */
  private static final double SAMPLES_PER_WEIGHT = 0.8;

  private static final int FEWEST_SAMPLES = 12;

  /** Spreads neighbouring seeds, whose first numbers java.util.Random would make alike (2^64/φ). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /**
   * The problem of a seed, the same on every machine: gaussian samples, labels ±1 at random, n 12
   * to 40, d 2 to 6, 5 to 50 units, ReLU or slope 0.1, both losses; one in five is 3-8-8-1 on 12
   * samples.
   */
  public static FlowProblem of(long seed) {
    Random random = new Random(seed * SPREAD);
    Loss loss = random.nextBoolean() ? Loss.EXPONENTIAL : Loss.LOGISTIC;
    Slope slope = random.nextBoolean() ? Slope.RELU : new Slope(0.1);
    boolean deep = Math.floorMod(seed, DEEP_ONE_IN) == 0;
    int d = deep ? 3 : 2 + random.nextInt(5);
    int units = (int) Math.rint(5 * StrictMath.pow(10, random.nextDouble()));
    int most = (int) (SAMPLES_PER_WEIGHT * units * d);
    int n = deep ? 12 : Math.max(FEWEST_SAMPLES, Math.min(most, 12 + random.nextInt(29)));
    double scale = deep ? 0.3 + 0.2 * random.nextDouble() : SCALES[random.nextInt(SCALES.length)];
    FullyConnected net =
        deep ? new FullyConnected(slope, d, 8, 8, 1) : new FullyConnected(slope, d, units, 1);
    double[][] x = new double[n][d];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        x[i][j] = random.nextGaussian();
      }
      y[i] = random.nextBoolean() ? 1 : -1;
    }
    return new FlowProblem(
        net,
        loss,
        scale,
        new Dataset(Matrix.of(x), y),
        Initialisation.gaussian(net, seed, scale),
        deep ? -1 : -2);
  }

  /** Natural logarithm of the loss at which the flow is looked at. */
  public double logLoss() {
    return log10Loss * Math.log(10);
  }

  /**
   * What is to be run.
   *
   * @param steps accepted steps after which the flow is ended
   */
  Experiment experiment(String integrator, double tolerance, long steps) {
    return new Experiment(
        data,
        net,
        theta0,
        new FlowSettings(
            loss,
            integrator,
            tolerance,
            List.of(StopRule.logLoss(logLoss()), StopRule.steps(steps))));
  }

  /** Numbers of nodes, from d to 1. */
  public int[] widths() {
    int[] widths = new int[net.layers().size() + 1];
    widths[0] = net.inputs();
    for (int l = 1; l < widths.length; l++) {
      widths[l] = net.layers().get(l - 1).rows();
    }
    return widths;
  }
}
