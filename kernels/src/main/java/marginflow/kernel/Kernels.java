package marginflow.kernel;

import marginflow.array.Matrix;
import marginflow.array.SignPattern;

/**
 * The contract of every kernel; {@link KernelSelector} makes the implementations. Shapes are
 * checked by the callers that build the views (the models of {@code marginflow.network}), not here.
 * NaN and infinities propagate as IEEE 754 arithmetic does.
 *
 * <p><b>Order of sums.</b> Every element of a product is one chain of fused multiply-adds over the
 * inner index in ascending order, starting from zero. Sums that are not elements of a product
 * ({@link #softmin}, {@link #combine}, {@link #dot}, the outputs of {@link TwoLayerKernel}) run in
 * eight chains, index modulo 8, joined by {@link OrderedSum#join}. So results do not depend on
 * lanes, threads or the state of the compiler, sums of exact zeros are zero, and equal inputs give
 * equal outputs wherever they lie.
 *
 * <p><b>Ownership.</b> An instance owns scratch space that grows to the largest shape seen and is
 * then reused: no method allocates in the steady state. It serves one caller at a time, and may use
 * several threads to do so.
 */
public interface Kernels {

  /** The name it is selected by: {@code scalar} or {@code vector}. */
  String name();

  /** Doubles per vector register, 1 for scalar code. */
  int lanes();

  /** Number of threads that share the work; results do not depend on it. */
  int threads();

  /** Sizes at which its loops pass from one block to the next. */
  Seams seams();

  /**
   * {@code C = A Bᵀ}.
   *
   * @param a r × k
   * @param b s × k
   * @param c r × s, overwritten; must not overlap a or b
   */
  void abt(Matrix a, Matrix b, Matrix c);

  /**
   * {@code C = A B}.
   *
   * @param a r × k
   * @param b k × s
   * @param c r × s, overwritten; must not overlap a or b
   */
  void ab(Matrix a, Matrix b, Matrix c);

  /**
   * {@code C = Aᵀ B}.
   *
   * @param a k × r
   * @param b k × s
   * @param c r × s, overwritten; must not overlap a or b
   */
  void atb(Matrix a, Matrix b, Matrix c);

  /**
   * {@code C = A Aᵀ}, both triangles, exactly symmetric.
   *
   * @param a r × k
   * @param c r × r, overwritten; must not overlap a
   */
  void aat(Matrix a, Matrix c);

  /**
   * Reads a pattern off values: a kink is positive when {@code z > 0} (not for zero, not for NaN).
   *
   * @param z n × m
   * @param pattern n × m, overwritten
   */
  void signs(Matrix z, SignPattern pattern);

  /**
   * Multiplies by the slopes of a pattern: {@code out = in} where positive, {@code alpha · in}
   * elsewhere. Applied to pre-activations it is the activation φ, applied to derivatives its chain
   * rule.
   *
   * @param in n × m
   * @param out n × m, overwritten; may be {@code in}
   */
  void gate(Matrix in, SignPattern pattern, double alpha, Matrix out);

  /**
   * Softmin weights {@code p_i = e^{-q_i} / Σ_j e^{-q_j}} at any magnitude.
   *
   * <p>If any q is NaN, or the smallest is infinite, every p is NaN.
   *
   * @param q margins, the first {@code n} used
   * @param p weights, the first {@code n} overwritten; may be {@code q}
   * @return {@code log Σ_i e^{-q_i}}; for n = 0 or all q = +∞ it is −∞, NaN if a q is NaN
   */
  double softmin(double[] q, int n, double[] p);

  /**
   * {@code out_i = e^{x_i}}, within 1 ulp, the bits of {@link Elementary#exp}.
   *
   * @param x the first {@code n} used
   * @param out the first {@code n} overwritten; may be {@code x}
   */
  void exp(double[] x, int n, double[] out);

  /**
   * {@code out_i = log(1 + x_i)} for x in [0, 1], within 2 ulp, the bits of {@link
   * Elementary#log1p}.
   *
   * @param x the first {@code n} used
   * @param out the first {@code n} overwritten; may be {@code x}
   */
  void log1p(double[] x, int n, double[] out);

  /**
   * One stage of a Runge–Kutta step and its error in one pass: {@code out = y + Σ_s b_s k_s},
   * returns {@code Σ_j (Σ_s e_s k_sj)²}. The step size is part of the coefficients. Sums over s run
   * in ascending order from {@code y_j} (or zero), fused.
   *
   * @param y length P
   * @param k stages, each of length P, the first {@code stages} used
   * @param b weights of the combination
   * @param e weights of the error
   * @param out length P, overwritten; may be {@code y}
   * @return squared 2-norm of the error combination
   */
  double combine(double[] y, double[][] k, double[] b, double[] e, int stages, double[] out);

  /**
   * {@code Σ_j x_j y_j}, fused, in the order of {@link OrderedSum}.
   *
   * @param x the first {@code n} used
   * @param y the first {@code n} used
   */
  double dot(double[] x, double[] y, int n);

  /**
   * Finds the kinks that changed side, {@code (before_j > 0) ≠ (after_j > 0)}, in ascending order.
   *
   * @param before values at the start, the first {@code n} used
   * @param after values at the end, the first {@code n} used
   * @param kinks their indices, overwritten, length at least n
   * @param fractions where the line between the two values is zero, in [0, 1]: {@code before /
   *     (before − after)}; 0 where both are zero or a value is NaN
   * @return how many there are
   */
  int crossings(double[] before, double[] after, int n, int[] kinks, double[] fractions);

  /**
   * Binds the fused kernel of a two-layer network to data.
   *
   * @param state the data and the buffers that results are left in
   */
  TwoLayerKernel twoLayer(TwoLayerState state);
}
