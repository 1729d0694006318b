package marginflow.crosscheck.certificates;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import marginflow.array.Matrix;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.reference.ExactMargins;

/**
 * A random problem small enough for an exact program: at most six samples in two or three
 * dimensions, whose coordinates are small multiples of a quarter, so that rotating and adding them
 * up makes no rounding errors.
 *
 * @param net the network
 * @param data the samples
 * @param theta0 a start
 */
public record SmallProblem(Architecture net, Dataset data, double[] theta0) {

  private static final int MOST_SAMPLES = 6;
  private static final int MOST_UNITS = 4;

  /** Coordinates reach from minus to plus this many quarters. */
  private static final int QUARTERS = 12;

  /** Where flows end: margins of 10^5, directions to about 10^-3. */
  private static final double LOG10_LOSS = -1e5;

  private static final List<String> KINDS =
      List.of("relu", "relu", "leaky-relu(0.25)", "linear", "diagonal");

  /** The problem of a seed. */
  public static SmallProblem of(long seed) {
    Random random = new Random(seed);
    int d = 2 + random.nextInt(2);
    int n = 2 + random.nextInt(MOST_SAMPLES - 1);
    String kind = KINDS.get(random.nextInt(KINDS.size()));
    double[][] x = new double[n][d];
    double[] y = new double[n];
    double[] w = random.doubles(d, -1, 1).toArray();
    for (int i = 0; i < n; i++) {
      do {
        Arrays.setAll(x[i], j -> (random.nextInt(2 * QUARTERS + 1) - QUARTERS) / 4.0);
      } while (Arrays.stream(x[i]).allMatch(v -> v == 0));
      double side = 0;
      for (int j = 0; j < d; j++) {
        side += w[j] * x[i][j];
      }
      boolean linear = kind.equals("linear") || kind.equals("diagonal");
      y[i] = linear ? Math.signum(side) : random.nextBoolean() ? 1 : -1;
    }
    String spec =
        switch (kind) {
          case "linear" ->
              List.of("linear:%d-1", "linear:%d-2-1", "linear:%d-2-2-1")
                  .get(random.nextInt(3))
                  .formatted(d);
          case "diagonal" -> "diagonal:%dx2".formatted(d);
          default -> "%s:%d-%d-1".formatted(kind, d, 1 + random.nextInt(MOST_UNITS));
        };
    Architecture net = Architectures.parse(spec, d);
    double scale = Math.pow(10, -2 * random.nextDouble());
    return new SmallProblem(
        net, new Dataset(Matrix.of(x), y), Initialisation.gaussian(net, seed, scale));
  }

  /** Where the flow from the start ends; empty if it does not separate the data. */
  double[] end() {
    var model = net.bind(data, KernelSelector.select("scalar", 1));
    var result =
        Flow.run(
            model,
            theta0,
            new FlowSettings(
                Loss.EXPONENTIAL,
                Flow.integrators().getFirst(),
                1e-8,
                List.of(StopRule.logLoss(LOG10_LOSS * Math.log(10)), StopRule.steps(20_000))),
            FlowObserver.NONE);
    return result.normalizedMargin() > 0 ? result.theta() : new double[0];
  }

  /** The best margin, exactly. */
  ExactMargins best() {
    String spec = net.spec();
    if (spec.startsWith("linear")) {
      return ExactMargins.linear(data, net.layers().size());
    }
    return spec.startsWith("diagonal")
        ? ExactMargins.diagonal(data)
        : ExactMargins.twoLayer(data, alpha());
  }

  /** Whether the network has a layer with kinks and one after it. */
  boolean twoLayer() {
    return net.spec().contains("relu");
  }

  /** The slope on the negative side; 1 for linear nets. */
  double alpha() {
    return net.spec().startsWith("leaky") ? 0.25 : net.spec().startsWith("relu") ? 0 : 1;
  }

  /** The same network on other samples. */
  SmallProblem with(Dataset other) {
    return new SmallProblem(net, other, theta0);
  }
}
