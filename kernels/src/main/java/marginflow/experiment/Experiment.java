package marginflow.experiment;

import java.util.List;
import java.util.Locale;
import marginflow.array.Matrix;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;

/**
 * One flow and its certificate: data, a network, a start and what is asked of the flow. Immutable;
 * the methods return changed copies, so that many experiments can be made from one.
 *
 * @param data the samples and their labels
 * @param net the network
 * @param theta0 the start, length P
 * @param settings loss, integrator, tolerance and stop rules of the flow
 */
public record Experiment(Dataset data, Architecture net, double[] theta0, FlowSettings settings) {

  /** Decimal logarithm of the loss at which a flow ends, unless it is told otherwise. */
  public static final double LOG10_LOSS = -1e6;

  /** Accepted steps at most: a hundred times what the claims' longest flows take. */
  public static final long MAX_STEPS = 1_000_000;

  /** Standard deviation of the random start: small enough for features to be chosen early on. */
  public static final double INIT_SCALE = 0.01;

  /** Seed of the random start; the bundled Iris ends at the global optimum from here, proved. */
  public static final long SEED = 2;

  /** Relative tolerance on the direction of θ. */
  public static final double TOLERANCE = 1e-6;

  /** Checks that the start fits the network. */
  public Experiment {
    if (theta0.length != net.parameters()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "network %s has %d parameters, found a start of %d",
              net.spec(),
              net.parameters(),
              theta0.length));
    }
  }

  /**
   * A network on samples, with the exponential loss, from a small gaussian start, until log10 of
   * the loss is {@value #LOG10_LOSS}.
   *
   * @param x inputs, n rows of d features; copied
   * @param y labels, length n, each −1 or +1; copied
   * @param net the network, such as {@code relu:4-20-1}: {@link Architectures#GRAMMAR}; {@code
   *     auto} in place of the first number takes d from the data
   * @throws IllegalArgumentException if they do not fit each other, or the network cannot be read
   */
  public static Experiment of(double[][] x, double[] y, String net) {
    Dataset data = new Dataset(Matrix.of(x), y.clone());
    Architecture architecture = Architectures.parse(net, data.d());
    return new Experiment(
        data,
        architecture,
        Initialisation.gaussian(architecture, SEED, INIT_SCALE),
        new FlowSettings(
            Loss.EXPONENTIAL, Flow.integrators().getFirst(), TOLERANCE, stops(LOG10_LOSS)));
  }

  /**
   * The same from independent normals.
   *
   * @param scale their standard deviation
   */
  public Experiment start(long seed, double scale) {
    return startAt(Initialisation.gaussian(net, seed, scale));
  }

  /**
   * The same from a given start.
   *
   * @param theta parameters, length P, in the order of {@link Architecture#layers()}
   */
  public Experiment startAt(double[] theta) {
    return new Experiment(data, net, theta.clone(), settings);
  }

  /** The same with another loss. */
  public Experiment loss(Loss loss) {
    return settings(settings.withLoss(loss));
  }

  /**
   * The same until another loss is reached.
   *
   * @param log10Loss decimal logarithm of the loss, negative
   */
  public Experiment untilLog10Loss(double log10Loss) {
    return settings(settings.withStops(stops(log10Loss)));
  }

  /** The same with everything about the flow given anew. */
  public Experiment settings(FlowSettings other) {
    return new Experiment(data, net, theta0, other);
  }

  /** Follows the flow and certifies its end, on the fastest kernels and one thread. */
  public Outcome run() {
    return run(FlowObserver.NONE);
  }

  /**
   * The same, watched.
   *
   * @param observer sees every accepted state; a {@link marginflow.flow.FlowSampler} shows states
   *     at places that do not depend on the steps
   */
  public Outcome run(FlowObserver observer) {
    return Runner.FASTEST.watched(observer).run(this);
  }

  private static List<StopRule> stops(double log10Loss) {
    if (!(log10Loss < 0) || Double.isInfinite(log10Loss)) {
      throw new IllegalArgumentException(
          "log10 of the loss: expected a negative number, found " + log10Loss);
    }
    return List.of(StopRule.logLoss(log10Loss * Math.log(10)), StopRule.steps(MAX_STEPS));
  }
}
