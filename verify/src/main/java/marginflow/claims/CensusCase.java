package marginflow.claims;

import java.util.ArrayList;
import java.util.List;
import marginflow.array.Matrix;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Diagonal;
import marginflow.network.Initialisation;

/**
 * One flow of the census: gaussian inputs, labels drawn at random or by a random hyperplane, a
 * two-layer network, a gaussian start.
 *
 * @param labels how labels are drawn
 * @param samples n
 * @param inputs d
 * @param alpha slope of the activation's negative side, 0 for ReLU
 * @param width number of neurons
 * @param sigma standard deviation of the start
 * @param seed of the data; the start has {@value #START} more
 * @param log10Loss horizon
 */
public record CensusCase(
    Labels labels,
    int samples,
    int inputs,
    double alpha,
    int width,
    double sigma,
    int seed,
    double log10Loss) {

  /** How labels are drawn. */
  public enum Labels {
    /** Each by a coin. */
    RANDOM,
    /** By the side of a random hyperplane through the origin. */
    LINEAR
  }

  /** Added to the data's seed for the start's. */
  static final int START = 1000;

  private static final double[] SLOPES = {0, 0.3};
  private static final int[] WIDTHS = {4, 12, 36};
  private static final double[] SCALES = {1e-3, 0.1, 1};

  /**
   * The grid: both kinds of labels, two slopes, three widths, three scales.
   *
   * @param seeds data sets and starts per combination
   */
  public static List<CensusCase> grid(int seeds) {
    List<CensusCase> cases = new ArrayList<>();
    for (Labels labels : Labels.values()) {
      for (double alpha : SLOPES) {
        for (int width : WIDTHS) {
          for (double sigma : SCALES) {
            for (int seed = 0; seed < seeds; seed++) {
              cases.add(new CensusCase(labels, 12, 3, alpha, width, sigma, seed, -1e5));
            }
          }
        }
      }
    }
    return cases;
  }

  /** ReLU with 30 neurons on 20 samples in 3 dimensions with random labels, to 10^-10^6. */
  public static List<CensusCase> randomLabels(int seeds) {
    List<CensusCase> cases = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      cases.add(new CensusCase(Labels.RANDOM, 20, 3, 0, 30, 0.1, seed, -1e6));
    }
    return cases;
  }

  /** A name, different for every flow, without commas. */
  public String name() {
    return "%s-n%d-d%d-slope%s-width%d-sigma%s-seed%d-to%s"
        .formatted(
            labels.name().toLowerCase(java.util.Locale.ROOT),
            samples,
            inputs,
            alpha,
            width,
            sigma,
            seed,
            log10Loss);
  }

  /** The same up to its seed. */
  CensusCase cell() {
    return new CensusCase(labels, samples, inputs, alpha, width, sigma, 0, log10Loss);
  }

  /** What to run. */
  Setup setup() {
    String activation = alpha == 0 ? "relu" : "leaky-relu(%s)".formatted(alpha);
    Architecture net = Architectures.parse("%s:%d-%d-1".formatted(activation, inputs, width));
    double[] theta0 = Initialisation.gaussian(net, START + seed, sigma);
    return Setup.of(name(), net, data(), theta0, log10Loss);
  }

  private Dataset data() {
    int coordinates = samples * inputs;
    double[] g = Initialisation.gaussian(new Diagonal(coordinates + samples, 1), seed, 1);
    double[][] x = new double[samples][inputs];
    double[] y = new double[samples];
    for (int i = 0; i < samples; i++) {
      System.arraycopy(g, i * inputs, x[i], 0, inputs);
      double draw = g[coordinates + i];
      if (labels == Labels.LINEAR) {
        draw = 0;
        for (int j = 0; j < inputs; j++) {
          draw += g[coordinates + j] * x[i][j];
        }
      }
      y[i] = draw < 0 ? -1 : 1;
    }
    return new Dataset(Matrix.of(x), y);
  }
}
