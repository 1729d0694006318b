package marginflow.network.layered;

import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.network.LayerShape;
import marginflow.network.layered.Parameters.Slot;

/**
 * The first half of a skip connection: a dense layer that hands its input on beside its output,
 * {@code out = (in Wᵀ, in)}; a {@link SkipActivation} adds the two.
 */
final class CarryLayer implements Layer {
  private final DenseLayer dense;
  private final Matrix batch;
  private final Matrix single;

  /** A layer for batches of n samples, and for single ones. */
  CarryLayer(Kernels kernels, Parameters parameters, LayerShape shape, int n) {
    dense = new DenseLayer(kernels, parameters, shape);
    batch = Matrix.zeros(n, shape.rows());
    single = Matrix.zeros(1, shape.rows());
  }

  @Override
  public int inputs() {
    return dense.inputs();
  }

  @Override
  public int outputs() {
    return dense.outputs() + dense.inputs();
  }

  @Override
  public LayerShape shape() {
    return dense.shape();
  }

  private Matrix scratch(Matrix like) {
    return like.rows() == batch.rows() ? batch : single;
  }

  private Matrix own(Matrix delta) {
    Matrix z = scratch(delta);
    for (int i = 0; i < z.rows(); i++) {
      System.arraycopy(delta.data(), delta.row(i), z.data(), z.row(i), z.cols());
    }
    return z;
  }

  @Override
  public void apply(Slot slot, Matrix in, Matrix out) {
    Matrix z = scratch(in);
    dense.apply(slot, in, z);
    Matrices.fill(out, 0);
    Matrices.copy(z, out);
    for (int i = 0; i < in.rows() && slot == Slot.POINT; i++) {
      System.arraycopy(in.data(), in.row(i), out.data(), out.row(i) + z.cols(), in.cols());
    }
  }

  @Override
  public void applyTangent(Slot slot, Matrix inDot, Matrix out) {
    apply(slot, inDot, out);
  }

  @Override
  public void transpose(Slot slot, Matrix delta, Matrix out) {
    Matrix z = own(delta);
    dense.transpose(slot, z, out);
    for (int i = 0; i < out.rows() && slot == Slot.POINT; i++) {
      int carried = delta.row(i) + z.cols();
      for (int j = 0; j < out.cols(); j++) {
        out.data()[out.row(i) + j] += delta.data()[carried + j];
      }
    }
  }

  @Override
  public void gradient(Matrix in, Matrix delta) {
    dense.gradient(in, own(delta));
  }

  @Override
  public boolean factored() {
    return false;
  }
}
