package marginflow.claims;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import marginflow.array.Matrix;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Slope;

/** Data sets and networks that several claims share. */
final class Problems {

  private Problems() {}

  static Dataset data(double[][] x, double... y) {
    return new Dataset(Matrix.of(x), y);
  }

  /** The two points of Vardi, Shamir and Srebro's Theorem 3.2, both labelled +1. */
  static Dataset twoPoints() {
    return data(new double[][] {{1, 0.25}, {-1, 0.25}}, 1, 1);
  }

  /** The two points and the hint (0, 4). */
  static Dataset hinted() {
    return data(new double[][] {{1, 0.25}, {-1, 0.25}, {0, 4}}, 1, 1, 1);
  }

  static FullyConnected net(Slope slope, int... widths) {
    return new FullyConnected(slope, widths);
  }

  static Architecture parse(String spec) {
    return Architectures.parse(spec);
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Gaussian points at least {@code gap} from a random hyperplane through the origin. */
  static Dataset separable(int n, int d, double gap, long seed) {
    RandomGenerator random = random(seed);
    double[] w = unit(d, random);
    double[][] x = new double[n][];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double along;
      do {
        x[i] = random.doubles(d).map(v -> 0).toArray();
        for (int j = 0; j < d; j++) {
          x[i][j] = random.nextGaussian();
        }
        along = dot(w, x[i]);
      } while (Math.abs(along) < gap);
      y[i] = Math.signum(along);
    }
    return data(x, y);
  }

  /** Separable points, each with its mirror image (−x, −y). */
  static Dataset symmetric(int pairs, int d, double gap, long seed) {
    Dataset half = separable(pairs, d, gap, seed);
    double[][] x = new double[2 * pairs][d];
    double[] y = new double[2 * pairs];
    for (int i = 0; i < pairs; i++) {
      for (int j = 0; j < d; j++) {
        x[i][j] = half.x().get(i, j);
        x[pairs + i][j] = -x[i][j];
      }
      y[i] = half.y()[i];
      y[pairs + i] = -y[i];
    }
    return data(x, y);
  }

  /** Points of the positive orthant labelled +1 and as many of the negative one labelled −1. */
  static Dataset orthants(int n, int d, long seed) {
    RandomGenerator random = random(seed);
    double[][] x = new double[n][d];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = i % 2 == 0 ? 1 : -1;
      for (int j = 0; j < d; j++) {
        x[i][j] = y[i] * Math.abs(random.nextGaussian());
      }
    }
    return data(x, y);
  }

  /** Points of the positive orthant, all labelled +1. */
  static Dataset positive(int n, int d, long seed) {
    Dataset both = orthants(n, d, seed);
    double[][] x = new double[n][d];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = 1;
      for (int j = 0; j < d; j++) {
        x[i][j] = both.y()[i] * both.x().get(i, j);
      }
    }
    return data(x, y);
  }

  static double[] row(Dataset data, int i) {
    double[] row = new double[data.d()];
    for (int j = 0; j < row.length; j++) {
      row[j] = data.x().get(i, j);
    }
    return row;
  }

  /** Gaussian points with labels drawn by a coin. */
  static Dataset randomLabels(int n, int d, long seed) {
    RandomGenerator random = random(seed);
    double[][] x = new double[n][d];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        x[i][j] = random.nextGaussian();
      }
      y[i] = random.nextBoolean() ? 1 : -1;
    }
    return data(x, y);
  }

  private static double[] unit(int d, RandomGenerator random) {
    double[] w = new double[d];
    double size = 0;
    for (int j = 0; j < d; j++) {
      w[j] = random.nextGaussian();
      size += w[j] * w[j];
    }
    for (int j = 0; j < d; j++) {
      w[j] /= Math.sqrt(size);
    }
    return w;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** Distance of the directions of a and b. */
  static double apart(double[] a, double[] b) {
    double sum = 0;
    double na = norm(a);
    double nb = norm(b);
    for (int j = 0; j < a.length; j++) {
      double gap = a[j] / na - b[j] / nb;
      sum += gap * gap;
    }
    return Math.sqrt(sum);
  }

  /** {@code Σ y_i x_i / n}. */
  static double[] mean(Dataset data) {
    double[] mu = new double[data.d()];
    for (int i = 0; i < data.n(); i++) {
      for (int j = 0; j < mu.length; j++) {
        mu[j] += data.y()[i] * data.x().get(i, j) / data.n();
      }
    }
    return mu;
  }
}
