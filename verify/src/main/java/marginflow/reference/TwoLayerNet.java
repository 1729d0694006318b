package marginflow.reference;

import marginflow.loss.Loss;
import marginflow.network.Dataset;

/**
 * A two-layer network {@code Φ(x) = Σ_k a_k φ(w_k·x)} on data, for flows that locate every event.
 * In θ the rows {@code w_k} come first, then the {@code a_k}.
 */
public final class TwoLayerNet {

  private final Dataset data;
  private final double slope;
  private final Loss loss;
  private final int units;
  private final double[][] x;
  private final double[] norms;

  /**
   * A network on data.
   *
   * @param data the samples
   * @param slope slope α of {@code φ(z) = max(z, αz)} on the negative side, below 1
   * @param loss the loss
   * @param units number of hidden units m
   */
  public TwoLayerNet(Dataset data, double slope, Loss loss, int units) {
    if (!(slope >= 0 && slope < 1) || units < 1) {
      throw new IllegalArgumentException(
          "expected a slope in [0, 1) and at least one unit, found %s and %d"
              .formatted(slope, units));
    }
    this.data = data;
    this.slope = slope;
    this.loss = loss;
    this.units = units;
    x = new double[data.n()][data.d()];
    norms = new double[data.n()];
    for (int i = 0; i < x.length; i++) {
      for (int c = 0; c < x[i].length; c++) {
        x[i][c] = data.x().get(i, c);
      }
      norms[i] = Math.sqrt(product(i, i));
    }
  }

  /** The samples. */
  public Dataset data() {
    return data;
  }

  /** Slope α of the negative side. */
  public double slope() {
    return slope;
  }

  /** The loss. */
  public Loss loss() {
    return loss;
  }

  /** Number of hidden units m. */
  public int units() {
    return units;
  }

  /** Number of parameters P = m (d + 1). */
  public int size() {
    return units * (data.d() + 1);
  }

  int n() {
    return data.n();
  }

  int d() {
    return data.d();
  }

  /** Where the output weight of a unit lies in θ. */
  int output(int unit) {
    return units * data.d() + unit;
  }

  double y(int sample) {
    return data.y()[sample];
  }

  /** {@code x_i · v} for the d numbers of v from an index on. */
  double along(int sample, double[] v, int from) {
    double[] row = x[sample];
    double sum = 0;
    for (int c = 0; c < row.length; c++) {
      sum += row[c] * v[from + c];
    }
    return sum;
  }

  /** {@code v += factor x_i} for the d numbers of v from an index on. */
  void add(int sample, double factor, double[] v, int from) {
    double[] row = x[sample];
    for (int c = 0; c < row.length; c++) {
      v[from + c] += factor * row[c];
    }
  }

  /** {@code ‖x_i‖}. */
  double norm(int sample) {
    return norms[sample];
  }

  /** {@code x_i · x_j}. */
  double product(int i, int j) {
    return along(i, x[j], 0);
  }

  /** Gram matrix of some samples. */
  double[][] gram(int[] samples) {
    double[][] g = new double[samples.length][samples.length];
    for (int r = 0; r < samples.length; r++) {
      for (int c = 0; c < samples.length; c++) {
        g[r][c] = product(samples[r], samples[c]);
      }
    }
    return g;
  }

  /**
   * Takes out of a vector what it has along some samples: the orthogonal projection onto their
   * surfaces.
   *
   * @return the multiples of the samples that were taken away
   */
  double[] project(int[] samples, double[] v, int from) {
    double[] multiples = new double[samples.length];
    for (int r = 0; r < samples.length; r++) {
      multiples[r] = along(samples[r], v, from);
    }
    SmallSystem.solve(gram(samples), multiples);
    for (int r = 0; r < samples.length; r++) {
      add(samples[r], -multiples[r], v, from);
    }
    return multiples;
  }
}
