package marginflow.bench.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import marginflow.array.Matrix;
import marginflow.certificate.bound.HardMargin;
import marginflow.io.data.DataRequest;
import marginflow.io.data.LabelChoice;
import marginflow.io.data.LoadedData;
import marginflow.io.data.Preparation;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Diagonal;
import marginflow.network.Initialisation;

/**
 * The catalogue of flows. All numbers drawn are those of {@link Initialisation#GENERATOR}, so that
 * a name stands for the same bits everywhere.
 */
final class Problems {

  static final String SYMMETRIC = "symmetric";
  static final String IRIS = "iris";
  static final String RANDOM = "random-labels";
  static final String DIGITS = "digits";
  static final String DEEP = "deep";

  /** Groups in the order of the tables. */
  static final List<String> GROUPS = List.of(SYMMETRIC, IRIS, RANDOM, DIGITS, DEEP);

  /** Seeds of {@link #RANDOM}. */
  private static final int SEEDS = 100;

  /**
   * Scale of the starts of deep linear nets. What the layers are out of balance by at the start
   * they stay, so that at a norm ρ the margin falls short by the square of its share in it: at
   * 10^-10^6, where ρ is 84 for depth 4, by 5e-4 for starts of 0.05.
   */
  private static final double LINEAR_SCALE = 0.01;

  /** Starts of each deep network. */
  private static final int DEEP_SEEDS = 3;

  /** Of the two coordinates of a start's seed, the part that keeps it apart from the data's. */
  private static final long START = 1000;

  private Problems() {}

  /** All flows of a group, in the order of its table. */
  static List<Problem> of(String group) {
    return switch (group) {
      case SYMMETRIC -> List.of(symmetric());
      case IRIS -> List.of(iris());
      case RANDOM -> IntStream.range(0, SEEDS).mapToObj(Problems::randomLabels).toList();
      case DIGITS -> List.of(digits());
      case DEEP -> deep();
      default -> throw new IllegalArgumentException("no group " + group);
    };
  }

  /**
   * The flow of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Problem named(String name) {
    int slash = name.indexOf('/');
    String group = slash < 0 ? name : name.substring(0, slash);
    return of(group).stream()
        .filter(problem -> problem.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no flow " + name));
  }

  /** {@code count} independent standard normals: θ of a network that has no more structure. */
  private static double[] normals(int count, long seed) {
    return Initialisation.gaussian(new Diagonal(count, 1), seed, 1);
  }

  /** Points moved by 0.3 w away from the plane of w = (1, ½), and their mirror images. */
  private static Problem symmetric() {
    int half = 10;
    double[] g = normals(2 * half, 0);
    double[][] x = new double[2 * half][];
    double[] y = new double[2 * half];
    for (int i = 0; i < half; i++) {
      double label = Math.signum(g[2 * i] + 0.5 * g[2 * i + 1]);
      x[i] = new double[] {g[2 * i] + 0.3 * label, g[2 * i + 1] + 0.15 * label};
      x[half + i] = new double[] {-x[i][0], -x[i][1]};
      y[i] = label;
      y[half + i] = -label;
    }
    Dataset data = new Dataset(Matrix.of(x), y);
    double alpha = 0.5;
    OptionalDouble best = OptionalDouble.of((1 + alpha) / 4 * svm(data));
    return gaussian(SYMMETRIC, "", "leaky-relu(0.5):2-20-1", data, START, 1e-3, -1e10, best);
  }

  private static Problem iris() {
    return gaussian(IRIS, "", "relu:4-20-1", irisData(), 1, 1e-2, -1e9, OptionalDouble.empty());
  }

  private static Problem randomLabels(int seed) {
    return gaussian(
        RANDOM,
        Integer.toString(seed),
        "relu:3-30-1",
        randomData(20, seed),
        START + seed,
        0.1,
        -1e6,
        OptionalDouble.empty());
  }

  private static Problem deepRandomLabels(int seed) {
    String spec = "relu:3-8-8-1";
    return gaussian(
        DEEP,
        spec + "-seed-" + seed,
        spec,
        randomData(12, seed),
        START + seed,
        0.3,
        -1e6,
        OptionalDouble.empty());
  }

  /** Gaussian points in three dimensions with random labels. */
  private static Dataset randomData(int n, int seed) {
    int d = 3;
    double[] g = normals(n * d + n, seed);
    double[][] x = new double[n][d];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(g, i * d, x[i], 0, d);
      y[i] = g[n * d + i] < 0 ? -1 : 1;
    }
    return new Dataset(Matrix.of(x), y);
  }

  private static Problem digits() {
    Dataset data = LoadedData.load(DataRequest.of("example:digits_0_vs_1.npz")).dataset();
    return gaussian(DIGITS, "", "relu:64-50-1", data, 1, 1e-2, -1e6, OptionalDouble.empty());
  }

  private static List<Problem> deep() {
    Dataset data = irisData();
    List<Problem> problems = new ArrayList<>();
    for (String hidden : List.of("20-20", "20-20-20")) {
      int depth = hidden.split("-").length + 1;
      double best = StrictMath.pow(depth, -0.5 * depth) * svm(data);
      for (int seed = 1; seed <= DEEP_SEEDS; seed++) {
        String linear = "linear:4-%s-1".formatted(hidden);
        problems.add(
            gaussian(
                DEEP,
                linear + "-seed-" + seed,
                linear,
                data,
                seed,
                LINEAR_SCALE,
                -1e6,
                OptionalDouble.of(best)));
      }
      for (int seed = 1; seed <= DEEP_SEEDS; seed++) {
        String relu = "relu:4-%s-1".formatted(hidden);
        problems.add(
            gaussian(
                DEEP, relu + "-seed-" + seed, relu, data, seed, 0.1, -1e6, OptionalDouble.empty()));
      }
    }
    // Rows that are off, deep pairs that slide together, and one that comes to rest.
    for (int seed : new int[] {4, 5, 7, 15, 18}) {
      problems.add(deepRandomLabels(seed));
    }
    return problems;
  }

  private static Problem gaussian(
      String group,
      String variant,
      String spec,
      Dataset data,
      long seed,
      double scale,
      double log10Horizon,
      OptionalDouble best) {
    Architecture net = Architectures.parse(spec);
    return new Problem(
        group, variant, net, data, Initialisation.gaussian(net, seed, scale), log10Horizon, best);
  }

  private static Dataset irisData() {
    LabelChoice classes =
        new LabelChoice(Optional.of(List.of("setosa", "versicolor")), Optional.empty());
    return LoadedData.load(
            new DataRequest(
                "example:iris.csv",
                Optional.of("species"),
                DataRequest.HeaderLine.AUTO,
                classes,
                Preparation.NONE))
        .dataset();
  }

  private static double svm(Dataset data) {
    return HardMargin.of(data).bound().lower();
  }
}
