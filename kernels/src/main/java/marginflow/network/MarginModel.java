package marginflow.network;

import java.util.OptionalInt;
import marginflow.array.Matrix;
import marginflow.kernel.Kernels;

/**
 * The constraint rows {@code q_i(θ) = y_i Φ(θ; x_i)} of one network on one data set, evaluated at
 * one point at a time. This is all that an integrator or a certificate may know of a network:
 * value, derivatives, tangent Gram and kinks. A row is a sample today; a sample and a rival class,
 * when multi-class losses come, are a row as well.
 *
 * <p>A model is a workspace: {@link #evaluate} or {@link #evaluateFrozen} moves it to a point, the
 * derivatives then refer to that point and to the activation pattern in force there. With the
 * pattern held, every {@code q_i} is a polynomial in θ; the pattern says which. Not thread-safe; no
 * method allocates.
 */
public interface MarginModel {

  /** Number of parameters P, the length of every θ. */
  int parameters();

  /** Number of rows n. */
  int rows();

  /**
   * Homogeneity degree L, {@code q(cθ) = c^L q(θ)} for c > 0; empty if the network is not
   * homogeneous.
   */
  OptionalInt degree();

  /**
   * Moves to θ and reads the pattern off the signs there: a kink is positive when {@code z > 0}.
   *
   * @param theta parameters, length P; copied or packed, not kept
   */
  void evaluate(double[] theta);

  /** Moves to θ with the pattern left as it is, whatever the signs of the pre-activations. */
  void evaluateFrozen(double[] theta);

  /**
   * The margins q at the current point, length n: a live view that the next evaluation overwrites.
   */
  double[] margins();

  /**
   * Vector–Jacobian product {@code gradient = Σ_i weights_i ∇q_i}.
   *
   * @param weights length n
   * @param gradient length P, overwritten
   */
  void vjp(double[] weights, double[] gradient);

  /**
   * Jacobian–vector product {@code out_i = ∇q_i · direction}.
   *
   * @param direction length P
   * @param out length n, overwritten
   */
  void jvp(double[] direction, double[] out);

  /**
   * What the margins changed by on the last way here: {@code out_i = q_i(θ) − q_i(θ − step)} with
   * the pattern in force at both, to the rounding of the step and not of the margins.
   *
   * @param step way to the current point, length P
   * @param out length n, overwritten
   */
  void difference(double[] step, double[] out);

  /**
   * One row of the Jacobian, {@code out = ∇q_row}, at the cost of one sample.
   *
   * @param out length P, overwritten
   */
  void rowGradient(int row, double[] out);

  /**
   * Tangent Gram {@code K_ab = ∇q_{rows[a]} · ∇q_{rows[b]}} for a, b below {@code count}, without
   * forming the Jacobian.
   *
   * @param out at least count × count; the leading block is overwritten, both triangles
   */
  void gram(int[] rows, int count, Matrix out);

  /**
   * Hessian–vector product under the current pattern, {@code out = Σ_i weights_i ∇²q_i direction}.
   *
   * @param weights length n
   * @param direction length P
   * @param out length P, overwritten
   */
  void hessianVector(double[] weights, double[] direction, double[] out);

  /** The kernels this model computes with, for its callers' own arrays. */
  Kernels kernels();

  /** The kinks of this model; of size 0 for a linear network. */
  Kinks kinks();
}
