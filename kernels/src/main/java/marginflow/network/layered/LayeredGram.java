package marginflow.network.layered;

import java.util.Arrays;
import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.network.LayerShape;

/**
 * Tangent Gram of a {@link LayeredModel}, layer by layer: {@code K = Σ_l (Δ_l Δ_lᵀ) ∘ (H_{l-1}
 * H_{l-1}ᵀ)} where weight gradients factor, the Gram of the layer's own gradient rows elsewhere.
 */
final class LayeredGram {
  private final LayeredModel model;
  private final Kernels kernels;
  private final RowWorkspace single;
  private double[] rowsA = {};
  private double[] gramA = {};
  private double[] gramB = {};
  private int count;
  private Matrix products = Matrix.zeros(0, 0);
  private Matrix others = Matrix.zeros(0, 0);
  private Matrix[] gathered = {};

  LayeredGram(LayeredModel model, Kernels kernels) {
    this.model = model;
    this.kernels = kernels;
    this.single = model.single();
  }

  void compute(int[] rows, int count, Matrix out) {
    resize(count);
    for (int a = 0; a < count; a++) {
      Arrays.fill(out.data(), out.row(a), out.row(a) + count, 0);
    }
    for (int s = 0; s < model.depth(); s++) {
      if (model.stages.get(s) instanceof Layer layer && layer.shape().size() > 0) {
        if (layer.factored()) {
          addFactored(s, rows, out);
        } else {
          addRows(s, layer, rows, out);
        }
      }
    }
  }

  private void addFactored(int s, int[] rows, Matrix out) {
    kernels.aat(gather(2 * s, model.forward.values[s], rows), products);
    kernels.aat(gather(2 * s + 1, model.unitDelta(s + 1), rows), others);
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        int at = a * count + b;
        out.data()[out.row(a) + b] += products.data()[at] * others.data()[at];
      }
    }
  }

  private void addRows(int s, Layer layer, int[] rows, Matrix out) {
    LayerShape shape = layer.shape();
    Matrix gradients = gathered[2 * s];
    for (int a = 0; a < count; a++) {
      Matrices.copyRow(model.unitDelta(s + 1), rows[a], single.deltaAt(s + 1));
      single.backward(rows[a], s + 1, s);
      System.arraycopy(
          model.parameters.gradient(),
          shape.offset(),
          gradients.data(),
          gradients.row(a),
          shape.size());
    }
    kernels.aat(gradients, products);
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        out.data()[out.row(a) + b] += products.data()[a * count + b];
      }
    }
  }

  private Matrix gather(int slot, Matrix from, int[] rows) {
    Matrix to = gathered[slot];
    for (int a = 0; a < count; a++) {
      System.arraycopy(from.data(), from.row(rows[a]), to.data(), to.row(a), from.cols());
    }
    return to;
  }

  /** Makes the views for a number of rows; allocates only when that number changes. */
  private void resize(int newCount) {
    if (newCount == count && gathered.length > 0) {
      return;
    }
    count = newCount;
    rowsA = grown(rowsA, (long) count * widest());
    gramA = grown(gramA, (long) count * count);
    gramB = grown(gramB, (long) count * count);
    products = Matrix.view(gramA, 0, count, count);
    others = Matrix.view(gramB, 0, count, count);
    gathered = new Matrix[2 * model.depth()];
    for (int s = 0; s < model.depth(); s++) {
      if (model.stages.get(s) instanceof Layer layer) {
        int width = layer.factored() ? layer.inputs() : layer.shape().size();
        gathered[2 * s] = Matrix.view(rowsA, 0, count, width);
        gathered[2 * s + 1] = Matrix.view(rowsA, 0, count, layer.outputs());
      }
    }
  }

  private int widest() {
    int widest = 0;
    for (Stage stage : model.stages) {
      if (stage instanceof Layer layer) {
        int width = layer.factored() ? layer.inputs() : layer.shape().size();
        widest = Math.max(widest, Math.max(width, layer.outputs()));
      }
    }
    return widest;
  }

  private static double[] grown(double[] array, long length) {
    return array.length >= length ? array : new double[Math.toIntExact(length)];
  }
}
