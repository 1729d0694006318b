package marginflow.network.layered;

import marginflow.array.Matrix;
import marginflow.array.SignPattern;

/**
 * A stage that switches between linear maps: pairs of a unit and a sample, each with a scalar z
 * that chooses a side. The pattern of sides is the gate's state.
 */
non-sealed interface Gate extends Stage {

  /** Number of kinks per sample. */
  int units();

  /** The side of every kink, one row per sample. */
  SignPattern pattern();

  /**
   * Computes the kinks' values, reads the pattern off them unless it is frozen, and applies it.
   *
   * @param in one row per sample
   * @param z values of the kinks, one row per sample, overwritten; one memory with {@code in} for
   *     an {@link Activation}
   * @param out overwritten
   */
  void forward(Matrix in, Matrix z, boolean frozen, Matrix out);

  /**
   * Applies the linear map in force.
   *
   * @param firstRow sample of the batch's first row
   */
  void apply(int firstRow, Matrix in, Matrix out);

  /** The transpose of {@link #apply}. */
  void transpose(int firstRow, Matrix delta, Matrix out);

  /**
   * Tangents of the kinks' values.
   *
   * @param inDot tangent of the input, all samples
   * @param out samples × units, densely packed from {@code at} on
   */
  void velocities(Matrix inDot, double[] out, int at);

  /**
   * Sensitivities of the outputs to {@code φ(z)}, so scaled that a change of side changes the
   * gradient by {@code sensitivity · (1 − α) · ∇z} with the model's α.
   *
   * @param firstRow sample of the batch's first row
   * @param delta derivatives with respect to the gate's outputs, one row per sample
   * @param out rows × units, densely packed from {@code at} on
   */
  void sensitivities(int firstRow, Matrix delta, double[] out, int at);

  /**
   * The derivative of one kink's value with respect to the gate's inputs, times a weight.
   *
   * @param out 1 × inputs, overwritten
   */
  void normal(int row, int unit, double weight, Matrix out);

  /**
   * Reads the sides of one row off its input; values of zero leave theirs.
   *
   * @param in 1 × inputs
   */
  void settle(int row, Matrix in);
}
