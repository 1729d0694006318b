package marginflow.network.layered;

import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.network.LayerShape;
import marginflow.network.layered.Parameters.Slot;
import marginflow.network.layered.Parameters.Weights;

/** A fully connected layer without biases, {@code out = in Wᵀ}. */
final class DenseLayer implements Layer {
  private final Kernels kernels;
  private final LayerShape shape;
  private final Weights weights;

  DenseLayer(Kernels kernels, Parameters parameters, LayerShape shape) {
    this.kernels = kernels;
    this.shape = shape;
    this.weights = parameters.weights(shape);
  }

  @Override
  public int inputs() {
    return shape.cols();
  }

  @Override
  public int outputs() {
    return shape.rows();
  }

  @Override
  public LayerShape shape() {
    return shape;
  }

  @Override
  public void apply(Slot slot, Matrix in, Matrix out) {
    kernels.abt(in, weights.in(slot), out);
  }

  @Override
  public void applyTangent(Slot slot, Matrix inDot, Matrix out) {
    apply(slot, inDot, out);
  }

  @Override
  public void transpose(Slot slot, Matrix delta, Matrix out) {
    kernels.ab(delta, weights.in(slot), out);
  }

  @Override
  public void gradient(Matrix in, Matrix delta) {
    kernels.atb(delta, in, weights.gradient());
  }

  @Override
  public boolean factored() {
    return true;
  }
}
