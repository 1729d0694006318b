package marginflow.kernel;

import marginflow.array.Matrix;

/**
 * The fused kernels of a two-layer network {@code q_i = y_i Σ_k a_k φ(w_k · x_i)}. Derivatives
 * refer to the last {@link #forward} and to the pattern in force when they are called. With slopes
 * {@code s_ik} ∈ {α, 1} and {@code c_i = weights_i y_i} the identities used are
 *
 * <pre>
 *   T_k  = Σ_i c_i s_ik x_i       then  ∂/∂w_k = a_k T_k  and  ∂/∂a_k = w_k · T_k
 *   ∇q_i · (Ẇ, ȧ) = y_i Σ_k s_ik (a_k ẇ_k + ȧ_k w_k) · x_i
 *   K_ij = y_i y_j [ x_i·x_j Σ_k a_k² s_ik s_jk + Σ_k φ_ik φ_jk ]
 * </pre>
 *
 * so that a vjp needs the sign bits alone, and a jvp is one product, not two. They hold because
 * {@code φ_ik = s_ik z_ik}: when the pattern is not that of the signs, φ is that product.
 *
 * <p><b>Order of sums.</b> {@code T_k} adds the products {@code (c_i s_ik) x_i} of four samples as
 * {@code (0+1) + (2+3)}, then group after group; the last group is filled up with zeros. Four
 * slopes of two values have 16 such sums, which all units share. {@code w_k · T_k} runs in {@link
 * OrderedSum}.
 */
public interface TwoLayerKernel {

  /** Samples of a group in the sums {@code T_k}. */
  int GROUP = 4;

  /** The data and buffers. */
  TwoLayerState state();

  /**
   * Moves to θ: fills z and q, and the pattern too unless it is frozen.
   *
   * @param theta length P, copied or packed
   * @param frozen whether the pattern stays as it is
   */
  void forward(double[] theta, boolean frozen);

  /**
   * {@code gradient = Σ_i weights_i ∇q_i}.
   *
   * @param weights length n
   * @param gradient length P, overwritten
   */
  void vjp(double[] weights, double[] gradient);

  /**
   * {@code out_i = ∇q_i · direction}.
   *
   * @param direction length P
   * @param out length n, overwritten
   */
  void jvp(double[] direction, double[] out);

  /**
   * Hessian–vector product with the pattern held: {@code out = Σ_i weights_i ∇²q_i direction}, that
   * is {@code ȧ_k T_k} for w_k and {@code ẇ_k · T_k} for a_k.
   *
   * @param weights length n
   * @param direction length P
   * @param out length P, overwritten; not {@code direction}
   */
  void hessianVector(double[] weights, double[] direction, double[] out);

  /**
   * Velocities of the pre-activations {@code ż = X Ẇᵀ}.
   *
   * @param direction length P
   * @param out n × m densely packed from index 0, overwritten
   */
  void velocities(double[] direction, double[] out);

  /**
   * Tangent Gram of a subset of samples.
   *
   * @param rows samples, the first {@code count} used
   * @param out at least count × count; the leading block is overwritten, exactly symmetric
   */
  void gram(int[] rows, int count, Matrix out);
}
