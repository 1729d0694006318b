package marginflow.network.layered;

import java.util.Arrays;
import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.network.LayerShape;
import marginflow.network.layered.Parameters.Slot;
import marginflow.network.layered.Parameters.Weights;

/**
 * Filters that all positions share: with the inputs of every window as a row of a matrix, {@code
 * out = windows · Wᵀ}, a product like any other, and {@code ∂/∂W = δᵀ · windows}. Outputs of a
 * sample go position by position, filter fastest, so that they are rows of that product. Sums run
 * as in {@link WindowLayer}, over taps forwards and over samples and positions backwards; only
 * where the windows of all samples would take more than {@link #ROOM}, the gradient is summed block
 * by block.
 */
final class Convolution implements Layer {

  /** Doubles that windows may take: 16 MB. */
  private static final long ROOM = 1L << 21;

  private final Kernels kernels;
  private final LayerShape shape;
  private final Weights weights;
  private final int inputs;
  private final int[] taps;
  private final long room;
  private final int positions;
  private final int width;
  private final Matrix blockGradient;
  private final double[] cells;
  private final Views outputViews = new Views();
  private final Views windowViews = new Views();
  private double[] windows = {};

  /**
   * A layer.
   *
   * @param shape where the weights lie: as many rows as filters, as many columns as taps
   * @param inputs number of inputs
   * @param taps inputs read, position by position
   */
  Convolution(Kernels kernels, Parameters parameters, LayerShape shape, int inputs, int[] taps) {
    this(kernels, parameters, shape, inputs, taps, ROOM);
  }

  /** A layer whose windows take so many doubles at most, those of one sample apart. */
  Convolution(
      Kernels kernels, Parameters parameters, LayerShape shape, int inputs, int[] taps, long room) {
    this.room = room;
    this.kernels = kernels;
    this.shape = shape;
    this.inputs = inputs;
    this.taps = taps;
    weights = parameters.weights(shape);
    width = shape.cols();
    positions = taps.length / width;
    blockGradient = Matrix.zeros(shape.rows(), width);
    cells = new double[width];
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return positions * shape.rows();
  }

  @Override
  public LayerShape shape() {
    return shape;
  }

  /** Samples whose windows are made at once. */
  private int block(int samples) {
    return (int) Math.max(1, Math.min(samples, room / Math.max(1, taps.length)));
  }

  /** The windows of samples {@code from ≤ i < to}, a row each. */
  private Matrix windows(Matrix in, int from, int to) {
    int rows = (to - from) * positions;
    if (windows.length < Math.multiplyExact(rows, width)) {
      windows = new double[rows * width];
      windowViews.clear();
    }
    double[] target = windows;
    double[] source = in.data();
    int[] index = taps;
    int at = 0;
    for (int i = from; i < to; i++) {
      int row = in.row(i);
      for (int t = 0; t < index.length; t++) {
        target[at + t] = source[row + index[t]];
      }
      at += index.length;
    }
    return windowViews.of(windows, 0, rows, width);
  }

  /** Outputs of samples {@code from ≤ i < to} as rows of filters. */
  private Matrix rows(Matrix out, int from, int to) {
    return outputViews.of(out.data(), out.row(from), (to - from) * positions, shape.rows());
  }

  @Override
  public void apply(Slot slot, Matrix in, Matrix out) {
    int step = block(in.rows());
    for (int from = 0; from < in.rows(); from += step) {
      int to = Math.min(in.rows(), from + step);
      kernels.abt(windows(in, from, to), weights.in(slot), rows(out, from, to));
    }
  }

  @Override
  public void applyTangent(Slot slot, Matrix inDot, Matrix out) {
    apply(slot, inDot, out);
  }

  @Override
  public void transpose(Slot slot, Matrix delta, Matrix out) {
    double[] w = weights.in(slot).data();
    Matrices.fill(out, 0);
    for (int i = 0; i < delta.rows(); i++) {
      for (int p = 0; p < positions; p++) {
        spread(w, delta.data(), delta.row(i) + p * shape.rows(), p * width, out, out.row(i));
      }
    }
  }

  /** Adds what one position hands back to the cells of its window, filter by filter. */
  private void spread(double[] w, double[] delta, int at, int firstTap, Matrix out, int row) {
    double[] sums = cells;
    double[] to = out.data();
    for (int t = 0; t < sums.length; t++) {
      sums[t] = to[row + taps[firstTap + t]];
    }
    int weight = shape.offset();
    for (int f = 0; f < shape.rows(); f++) {
      double value = delta[at + f];
      for (int t = 0; t < sums.length; t++) {
        sums[t] = Math.fma(w[weight + t], value, sums[t]);
      }
      weight += width;
    }
    for (int t = 0; t < sums.length; t++) {
      to[row + taps[firstTap + t]] = sums[t];
    }
  }

  @Override
  public void gradient(Matrix in, Matrix delta) {
    int step = block(in.rows());
    double[] g = weights.gradient().data();
    if (in.rows() == 0) {
      Arrays.fill(g, shape.offset(), shape.offset() + shape.size(), 0);
    }
    for (int from = 0; from < in.rows(); from += step) {
      int to = Math.min(in.rows(), from + step);
      Matrix sum = from == 0 ? weights.gradient() : blockGradient;
      kernels.atb(rows(delta, from, to), windows(in, from, to), sum);
      for (int k = 0; k < shape.size() && from > 0; k++) {
        g[shape.offset() + k] += blockGradient.data()[k];
      }
    }
  }

  @Override
  public boolean factored() {
    return false;
  }
}
