package marginflow.network.layered;

import java.util.Arrays;
import marginflow.array.Matrix;
import marginflow.network.LayerShape;
import marginflow.network.layered.Parameters.Slot;

/**
 * A sparse layer: every output reads a few inputs, its taps, with one row of weights, {@code out_o
 * = Σ_t w[row(o)][t] in[tap(o, t)]}, and a bias behind the taps if there is one. Rows shared
 * between outputs make a convolution, one row each a locally connected layer, one tap each a
 * diagonal one.
 */
final class WindowLayer implements Layer {
  private final Parameters parameters;
  private final LayerShape shape;
  private final int inputs;
  private final int[] taps;
  private final int[] row;
  private final int width;
  private final int rowLength;

  /**
   * A layer.
   *
   * @param shape where the weights lie: as many as there are rows, times taps and bias
   * @param inputs number of inputs
   * @param taps inputs read, output by output
   * @param row weight row of every output
   * @param bias whether a bias follows the weights of every row
   */
  WindowLayer(
      Parameters parameters, LayerShape shape, int inputs, int[] taps, int[] row, boolean bias) {
    this.parameters = parameters;
    this.shape = shape;
    this.inputs = inputs;
    this.taps = taps;
    this.row = row;
    this.width = taps.length / row.length;
    this.rowLength = width + (bias ? 1 : 0);
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return row.length;
  }

  @Override
  public LayerShape shape() {
    return shape;
  }

  private int weightsOf(int output) {
    return shape.offset() + row[output] * rowLength;
  }

  @Override
  public void apply(Slot slot, Matrix in, Matrix out) {
    double[] w = parameters.vector(slot);
    applyTangent(slot, in, out);
    for (int i = 0; i < in.rows() && rowLength > width; i++) {
      for (int o = 0; o < row.length; o++) {
        out.data()[out.row(i) + o] += w[weightsOf(o) + width];
      }
    }
  }

  @Override
  public void applyTangent(Slot slot, Matrix inDot, Matrix out) {
    double[] w = parameters.vector(slot);
    for (int i = 0; i < inDot.rows(); i++) {
      int at = inDot.row(i);
      for (int o = 0; o < row.length; o++) {
        int weights = weightsOf(o);
        double sum = 0;
        for (int t = 0; t < width; t++) {
          sum = Math.fma(w[weights + t], inDot.data()[at + taps[o * width + t]], sum);
        }
        out.data()[out.row(i) + o] = sum;
      }
    }
  }

  @Override
  public void transpose(Slot slot, Matrix delta, Matrix out) {
    double[] w = parameters.vector(slot);
    Matrices.fill(out, 0);
    for (int i = 0; i < delta.rows(); i++) {
      for (int o = 0; o < row.length; o++) {
        double value = delta.data()[delta.row(i) + o];
        for (int t = 0; t < width; t++) {
          int to = out.row(i) + taps[o * width + t];
          out.data()[to] = Math.fma(w[weightsOf(o) + t], value, out.data()[to]);
        }
      }
    }
  }

  @Override
  public void gradient(Matrix in, Matrix delta) {
    gradientTangent(in, delta);
    double[] g = parameters.gradient();
    for (int i = 0; i < delta.rows() && rowLength > width; i++) {
      for (int o = 0; o < row.length; o++) {
        g[weightsOf(o) + width] += delta.data()[delta.row(i) + o];
      }
    }
  }

  @Override
  public void gradientTangent(Matrix inDot, Matrix delta) {
    double[] g = parameters.gradient();
    Arrays.fill(g, shape.offset(), shape.offset() + shape.size(), 0);
    for (int i = 0; i < delta.rows(); i++) {
      for (int o = 0; o < row.length; o++) {
        double value = delta.data()[delta.row(i) + o];
        int weights = weightsOf(o);
        for (int t = 0; t < width; t++) {
          double x = inDot.data()[inDot.row(i) + taps[o * width + t]];
          g[weights + t] = Math.fma(value, x, g[weights + t]);
        }
      }
    }
  }

  @Override
  public boolean factored() {
    return false;
  }
}
