package marginflow.reference;

import marginflow.loss.Loss;
import marginflow.network.Dataset;

/**
 * The flow's right side for a fully connected network of any depth, by the chain rule sample by
 * sample in plain doubles, with the slope of every kink read off the sign of its pre-activation.
 *
 * <p>{@link ReferenceModel} says the same in double-double with bounds, and takes a thousand times
 * as long; a brute-force flow needs a million evaluations. A test holds one against the other.
 * Weight matrices follow each other in θ, out × in, row-major. Not for several threads.
 */
public final class NaiveNet implements FlowField {

  private final Dataset data;
  private final double slope;
  private final Loss loss;
  private final int[] widths;
  private final int size;
  private final double[][][] before;
  private final double[][][] after;
  private final double[] q;
  private final double[] p;

  /**
   * A network on data.
   *
   * @param slope slope α of {@code φ(z) = max(z, αz)} on the negative side
   * @param widths d, the hidden widths, and 1
   * @throws IllegalArgumentException if the data has not as many features as the network reads
   */
  public NaiveNet(Dataset data, double slope, Loss loss, int... widths) {
    if (data.d() != widths[0]) {
      throw new IllegalArgumentException(
          "the network reads %d inputs, the data has %d".formatted(widths[0], data.d()));
    }
    this.data = data;
    this.slope = slope;
    this.loss = loss;
    this.widths = widths.clone();
    int parameters = 0;
    before = new double[widths.length][data.n()][];
    after = new double[widths.length][data.n()][];
    for (int layer = 0; layer < widths.length; layer++) {
      parameters += layer == 0 ? 0 : widths[layer] * widths[layer - 1];
      for (int i = 0; i < data.n(); i++) {
        before[layer][i] = new double[widths[layer]];
        after[layer][i] = new double[widths[layer]];
      }
    }
    for (int i = 0; i < data.n(); i++) {
      for (int j = 0; j < data.d(); j++) {
        after[0][i][j] = data.x().get(i, j);
      }
    }
    size = parameters;
    q = new double[data.n()];
    p = new double[data.n()];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double velocity(double[] theta, double[] out) {
    java.util.Arrays.fill(out, 0);
    for (int i = 0; i < q.length; i++) {
      q[i] = data.y()[i] * forward(theta, i);
    }
    double logLoss = loss.weights(q, q.length, p);
    for (int i = 0; i < q.length; i++) {
      backward(theta, i, p[i] * data.y()[i], out);
    }
    return logLoss;
  }

  private double forward(double[] theta, int i) {
    int at = 0;
    int last = widths.length - 1;
    for (int layer = 1; layer <= last; layer++) {
      for (int o = 0; o < widths[layer]; o++) {
        double z = 0;
        for (int j = 0; j < widths[layer - 1]; j++) {
          z += theta[at++] * after[layer - 1][i][j];
        }
        before[layer][i][o] = z;
        after[layer][i][o] = layer == last || z > 0 ? z : slope * z;
      }
    }
    return after[last][i][0];
  }

  private void backward(double[] theta, int i, double seed, double[] out) {
    double[] delta = {seed};
    int at = size;
    for (int layer = widths.length - 1; layer >= 1; layer--) {
      int in = widths[layer - 1];
      at -= widths[layer] * in;
      double[] below = new double[in];
      for (int o = 0; o < widths[layer]; o++) {
        for (int j = 0; j < in; j++) {
          out[at + o * in + j] += delta[o] * after[layer - 1][i][j];
          below[j] += delta[o] * theta[at + o * in + j];
        }
      }
      for (int j = 0; layer > 1 && j < in; j++) {
        below[j] *= before[layer - 1][i][j] > 0 ? 1 : slope;
      }
      delta = below;
    }
  }
}
