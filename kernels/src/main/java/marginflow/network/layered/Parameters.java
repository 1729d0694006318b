package marginflow.network.layered;

import marginflow.array.Matrix;
import marginflow.network.LayerShape;

/**
 * The three parameter vectors a model computes with: the point θ, a direction, and a gradient being
 * formed. Layers hold matrix views of all three, made once.
 *
 * @param point θ
 * @param direction the vector that tangents are taken along
 * @param gradient where weight gradients are left
 */
record Parameters(double[] point, double[] direction, double[] gradient) {

  /** Which of the vectors a layer is to read. */
  enum Slot {
    /** θ itself. */
    POINT,
    /** The direction of a tangent. */
    DIRECTION
  }

  /** Three zero vectors of length P. */
  static Parameters zeros(int parameters) {
    return new Parameters(new double[parameters], new double[parameters], new double[parameters]);
  }

  /** The vector in a slot. */
  double[] vector(Slot slot) {
    return slot == Slot.POINT ? point : direction;
  }

  /** One layer's weights in all three vectors. */
  Weights weights(LayerShape shape) {
    return new Weights(
        Matrix.view(point, shape.offset(), shape.rows(), shape.cols()),
        Matrix.view(direction, shape.offset(), shape.rows(), shape.cols()),
        Matrix.view(gradient, shape.offset(), shape.rows(), shape.cols()));
  }

  /**
   * One layer's weights.
   *
   * @param point in θ
   * @param direction in the direction
   * @param gradient in the gradient
   */
  record Weights(Matrix point, Matrix direction, Matrix gradient) {

    /** The view in a slot. */
    Matrix in(Slot slot) {
      return slot == Slot.POINT ? point : direction;
    }
  }
}
