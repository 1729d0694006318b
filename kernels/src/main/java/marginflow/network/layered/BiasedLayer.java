package marginflow.network.layered;

import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.network.LayerShape;
import marginflow.network.layered.Parameters.Slot;

/** A fully connected layer with biases, the last column of its weights: {@code out = in Wᵀ + b}. */
final class BiasedLayer implements Layer {
  private final Kernels kernels;
  private final Parameters parameters;
  private final LayerShape shape;
  private final Matrix point;
  private final Matrix direction;
  private final Matrix gradient;

  /** A layer whose shape has one column more than it has inputs. */
  BiasedLayer(Kernels kernels, Parameters parameters, LayerShape shape) {
    this.kernels = kernels;
    this.parameters = parameters;
    this.shape = shape;
    this.point = withoutBias(parameters.point(), shape);
    this.direction = withoutBias(parameters.direction(), shape);
    this.gradient = withoutBias(parameters.gradient(), shape);
  }

  private static Matrix withoutBias(double[] vector, LayerShape shape) {
    return new Matrix(vector, shape.offset(), shape.rows(), shape.cols() - 1, shape.cols());
  }

  @Override
  public int inputs() {
    return shape.cols() - 1;
  }

  @Override
  public int outputs() {
    return shape.rows();
  }

  @Override
  public LayerShape shape() {
    return shape;
  }

  /** Index of the bias of output k in θ. */
  private int bias(int k) {
    return shape.offset() + (k + 1) * shape.cols() - 1;
  }

  @Override
  public void apply(Slot slot, Matrix in, Matrix out) {
    applyTangent(slot, in, out);
    double[] w = parameters.vector(slot);
    for (int i = 0; i < out.rows(); i++) {
      for (int k = 0; k < out.cols(); k++) {
        out.data()[out.row(i) + k] += w[bias(k)];
      }
    }
  }

  @Override
  public void applyTangent(Slot slot, Matrix inDot, Matrix out) {
    kernels.abt(inDot, slot == Slot.POINT ? point : direction, out);
  }

  @Override
  public void transpose(Slot slot, Matrix delta, Matrix out) {
    kernels.ab(delta, slot == Slot.POINT ? point : direction, out);
  }

  @Override
  public void gradient(Matrix in, Matrix delta) {
    gradientTangent(in, delta);
    for (int i = 0; i < delta.rows(); i++) {
      for (int k = 0; k < delta.cols(); k++) {
        parameters.gradient()[bias(k)] += delta.data()[delta.row(i) + k];
      }
    }
  }

  @Override
  public void gradientTangent(Matrix inDot, Matrix delta) {
    kernels.atb(delta, inDot, gradient);
    for (int k = 0; k < shape.rows(); k++) {
      parameters.gradient()[bias(k)] = 0;
    }
  }

  @Override
  public boolean factored() {
    return false;
  }
}
