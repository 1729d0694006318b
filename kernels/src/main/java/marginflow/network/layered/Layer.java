package marginflow.network.layered;

import marginflow.array.Matrix;
import marginflow.network.LayerShape;
import marginflow.network.layered.Parameters.Slot;

/**
 * A stage {@code out = B(w, in) + C w}: bilinear in weights and input, with biases as the part C.
 * Batches are matrices of one sample per row; implementations keep no state but views of the
 * parameters.
 */
non-sealed interface Layer extends Stage {

  /** Where the weights lie in θ; of size 0 for a layer without weights. */
  LayerShape shape();

  /** {@code out = B(w, in) + C w}, w taken from the slot. */
  void apply(Slot slot, Matrix in, Matrix out);

  /** {@code out = B(w, inDot)}: the same without biases, for the tangent of an input. */
  void applyTangent(Slot slot, Matrix inDot, Matrix out);

  /** {@code out = B(w, ·)ᵀ delta}, the transpose with respect to the input. */
  void transpose(Slot slot, Matrix delta, Matrix out);

  /** Weight gradient {@code Σ_i (B(·, in_i) + C)ᵀ delta_i}, left in the gradient vector's slice. */
  void gradient(Matrix in, Matrix delta);

  /**
   * {@code Σ_i B(·, inDot_i)ᵀ delta_i}, biases left out (their slice is 0): the same for the
   * tangent of an input, left in the gradient vector's slice.
   */
  default void gradientTangent(Matrix inDot, Matrix delta) {
    gradient(inDot, delta);
  }

  /**
   * Whether the weight gradients of two samples have the inner product {@code (in_a·in_b)
   * (delta_a·delta_b)}, as those of a dense layer without biases do.
   */
  boolean factored();
}
