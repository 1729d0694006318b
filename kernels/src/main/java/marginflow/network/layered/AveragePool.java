package marginflow.network.layered;

import marginflow.array.Matrix;
import marginflow.network.LayerShape;
import marginflow.network.layered.Parameters.Slot;

/** Average pooling: a layer without weights, every output the mean of its taps. */
final class AveragePool implements Layer {
  private final LayerShape shape;
  private final int inputs;
  private final int[] taps;
  private final int width;

  AveragePool(String name, int offset, int inputs, int[] taps, int width) {
    this.shape = new LayerShape(name, offset, 0, 0);
    this.inputs = inputs;
    this.taps = taps;
    this.width = width;
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return taps.length / width;
  }

  @Override
  public LayerShape shape() {
    return shape;
  }

  @Override
  public void apply(Slot slot, Matrix in, Matrix out) {
    if (slot == Slot.DIRECTION) {
      Matrices.fill(out, 0);
    } else {
      applyTangent(slot, in, out);
    }
  }

  @Override
  public void applyTangent(Slot slot, Matrix inDot, Matrix out) {
    for (int i = 0; i < inDot.rows(); i++) {
      for (int o = 0; o < outputs(); o++) {
        double sum = 0;
        for (int t = 0; t < width; t++) {
          sum += inDot.data()[inDot.row(i) + taps[o * width + t]];
        }
        out.data()[out.row(i) + o] = sum / width;
      }
    }
  }

  @Override
  public void transpose(Slot slot, Matrix delta, Matrix out) {
    Matrices.fill(out, 0);
    for (int i = 0; i < delta.rows() && slot == Slot.POINT; i++) {
      for (int o = 0; o < outputs(); o++) {
        double share = delta.data()[delta.row(i) + o] / width;
        for (int t = 0; t < width; t++) {
          out.data()[out.row(i) + taps[o * width + t]] += share;
        }
      }
    }
  }

  @Override
  public void gradient(Matrix in, Matrix delta) {
    // There are no weights.
  }

  @Override
  public boolean factored() {
    return false;
  }
}
