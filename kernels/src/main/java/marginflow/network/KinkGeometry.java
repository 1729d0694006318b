package marginflow.network;

import marginflow.array.Matrix;

/**
 * Where the kinks are at the model's last evaluation: the values {@code z(θ)}, their gradients, the
 * normals of the surfaces {@code z = 0}, and the sensitivities of the margins. Crossing the surface
 * of a kink of row i changes {@code ∇q_i} by {@code sensitivity · (1 − α) · ∇z}, parallel to its
 * normal.
 */
public interface KinkGeometry {

  /**
   * Norm of the parameters that the surface of a {@link KinkIndex#separate} kink cuts: its unit's
   * weights.
   */
  double unitNorm(int kink);

  /** The values z of all kinks, length {@link KinkIndex#size()} or more: a live view. */
  double[] values();

  /**
   * Velocities {@code out_j = ∇z_j · direction} of all kinks.
   *
   * @param direction length P
   * @param out length {@link KinkIndex#size()}, overwritten
   */
  void velocities(double[] direction, double[] out);

  /**
   * Velocities of some kinks, {@code out_j = ∇z_{kinks[j]} · direction}, j below {@code count}, at
   * a cost that grows with {@code count}.
   *
   * @param direction length P
   * @param out at least {@code count} long
   */
  void velocities(int[] kinks, int count, double[] direction, double[] out);

  /**
   * Sensitivities {@code out_j = ∂q_row(j) / ∂φ(z_j)} of all kinks.
   *
   * @param out length {@link KinkIndex#size()}, overwritten
   */
  void sensitivities(double[] out);

  /**
   * The sensitivities with which units would be turned on: those of {@link #sensitivities} but for
   * a layer all of whose units are off for a row, slope 0. Nothing behind it has a side then; the
   * unit that is turned on gives deeper kinks the sides its output takes, and {@code out_j} is the
   * derivative of the margin on that side.
   *
   * @param out length {@link KinkIndex#size()}, overwritten
   */
  default void wakingSensitivities(double[] out) {
    sensitivities(out);
  }

  /**
   * What a kink's value takes from the output of an earlier unit of its row, {@code ∂z_kink /
   * ∂φ(z_earlier)}; zero for any other two kinks.
   */
  default double influence(int earlier, int kink) {
    return 0;
  }

  /**
   * Adds normals: {@code out += Σ_j weights_j ∇z_{kinks[j]}}, j below {@code count}.
   *
   * @param out length P, updated
   */
  void addNormals(int[] kinks, double[] weights, int count, double[] out);

  /**
   * Adds the gradient of a {@link KinkIndex#separate} kink's sensitivity: {@code out += weight
   * ∇(∂q_row / ∂φ(z))}. Off its surface a change of side changes {@code ∇q_row} by {@code (1 − α)
   * z} times this gradient besides.
   *
   * @param out length P, updated
   */
  void addSensitivityGradient(int kink, double weight, double[] out);

  /**
   * Gram matrix of normals {@code N_ab = ∇z_{kinks[a]} · ∇z_{kinks[b]}}, a, b below {@code count}.
   *
   * @param out at least count × count; the leading block is overwritten, both triangles
   */
  void normalGram(int[] kinks, int count, Matrix out);
}
