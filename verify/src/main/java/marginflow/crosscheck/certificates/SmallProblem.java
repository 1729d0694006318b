package marginflow.crosscheck.certificates;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import marginflow.array.Matrix;
import marginflow.experiment.Experiment;
import marginflow.experiment.Runner;
import marginflow.flow.Flow;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Diagonal;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.layered.Models;
import marginflow.reference.ExactMargins;

/**
 * A random problem small enough for an exact program: at most six samples in two to four
 * dimensions, whose coordinates are small multiples of a quarter, so that rotating and adding them
 * up makes no rounding errors.
 *
 * @param net the network
 * @param data the samples
 * @param theta0 a start
 */
public record SmallProblem(Architecture net, Dataset data, double[] theta0) {

  private static final int MOST_SAMPLES = 6;

  /** One start in so many has a unit or a filter whose weights are zero, and stay so. */
  private static final int WITHOUT = 3;

  /** Starts drawn at most until no output is zero: narrow nets are dead for most of them. */
  private static final int TRIES = 100;

  /** Coordinates reach from minus to plus this many quarters. */
  private static final int QUARTERS = 12;

  /** Where flows end: margins of 10^5, directions to about 10^-3. */
  private static final double LOG10_LOSS = -1e5;

  /** The problem of a seed, of a kind that it chooses. */
  public static SmallProblem of(long seed) {
    SmallNets[] kinds = SmallNets.values();
    return of(seed, kinds[new SplittableRandom(seed).nextInt(kinds.length)]);
  }

  /** The problem of a seed, of a kind. */
  static SmallProblem of(long seed, SmallNets kind) {
    SplittableRandom random = new SplittableRandom(seed).split();
    int wanted = 2 + random.nextInt(2);
    String spec = kind.spec(random, wanted);
    Architecture net = Architectures.parse(spec);
    int d = net.inputs();
    int n = 2 + random.nextInt(MOST_SAMPLES - 1);
    double[][] x = new double[n][d];
    for (int i = 0; i < n; i++) {
      do {
        Arrays.setAll(x[i], j -> (random.nextInt(2 * QUARTERS + 1) - QUARTERS) / 4.0);
      } while (Arrays.stream(x[i]).allMatch(v -> v == 0));
    }
    Matrix points = Matrix.of(x);
    if (kind == SmallNets.TWO_LAYER) {
      double[] y = new double[n];
      Arrays.setAll(y, i -> random.nextBoolean() ? 1 : -1);
      double scale = Math.pow(10, -2 * random.nextDouble());
      return new SmallProblem(
          net, new Dataset(points, y), Initialisation.gaussian(net, seed, scale));
    }
    double[] start = start(net, random);
    double[] y = labels(net, points, start);
    for (int tries = 0; tries < TRIES && !seen(y); tries++) {
      start = start(net, random);
      y = labels(net, points, start);
    }
    return new SmallProblem(net, new Dataset(points, signs(y)), start);
  }

  /** What no net has seen is given to the positive class: its flow will not separate it. */
  private static double[] signs(double[] y) {
    return Arrays.stream(y).map(v -> v < 0 ? -1 : 1).toArray();
  }

  private static double[] start(Architecture net, SplittableRandom random) {
    double[] start = random.doubles(net.parameters(), -1, 1).toArray();
    if (random.nextInt(WITHOUT) == 0 && Channels.hiddenLayers(net) > 0) {
      Channels channels = new Channels(net, random.nextInt(Channels.hiddenLayers(net)));
      return channels.count() > 1 ? channels.without(start) : start;
    }
    return start;
  }

  private static boolean seen(double[] y) {
    return Arrays.stream(y).allMatch(v -> v != 0);
  }

  /** As the net has them at the start, so that its flow separates them; 0 where its output is. */
  private static double[] labels(Architecture net, Matrix x, double[] start) {
    double[] ones = new double[x.rows()];
    Arrays.fill(ones, 1);
    var model = Models.bind(net, new Dataset(x, ones), KernelSelector.select("scalar", 1));
    model.evaluate(start);
    return Arrays.stream(model.margins()).map(Math::signum).toArray();
  }

  /** Where the flow from the start ends; empty if it does not separate the data. */
  double[] end() {
    FlowSettings settings =
        new FlowSettings(
            Loss.EXPONENTIAL,
            Flow.integrators().getFirst(),
            1e-8,
            List.of(StopRule.logLoss(LOG10_LOSS * Math.log(10)), StopRule.steps(20_000)));
    FlowResult result =
        Runner.FASTEST
            .on(() -> KernelSelector.select("scalar", 1))
            .follow(new Experiment(data, net, theta0, settings));
    return result.normalizedMargin() > 0 ? result.theta() : new double[0];
  }

  /** The best margin, exactly where there is a program for it. */
  ExactMargins best() {
    return switch (net) {
      case Diagonal diagonal -> ExactMargins.diagonal(data, diagonal.layers().size());
      case FullyConnected dense when dense.slope().linear() ->
          ExactMargins.linear(data, dense.depth());
      case FullyConnected dense when twoLayer() -> ExactMargins.twoLayer(data, alpha());
      default -> ExactMargins.unknown();
    };
  }

  /** Whether the network is fully connected, with one layer of kinks and one after it. */
  boolean twoLayer() {
    return net instanceof FullyConnected dense && dense.depth() == 2 && !dense.slope().linear();
  }

  /** The slope on the negative side; 1 for linear nets. */
  double alpha() {
    return net.slope().alpha();
  }

  /** The same network on other samples. */
  SmallProblem with(Dataset other) {
    return new SmallProblem(net, other, theta0);
  }
}
