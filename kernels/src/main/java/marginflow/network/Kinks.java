package marginflow.network;

import marginflow.array.Matrix;

/**
 * The kinks of a {@link MarginModel}: pairs of a hidden unit and a row at which the network
 * switches between two smooth pieces when a scalar {@code z(θ)} changes sign. For an activation
 * {@code φ(z) = max(z, αz)} the scalar is the pre-activation, and the slope is 1 on the positive
 * side and α on the other. Kinks are numbered 0 .. size−1.
 *
 * <p>All values refer to the model's last evaluation. Crossing a surface {@code z = 0} of row i
 * changes {@code ∇q_i} by {@code sensitivity · (1 − α) · ∇z}, parallel to the surface's normal.
 */
public interface Kinks {

  /** Number of kinks. */
  int size();

  /** Slope α on the negative side, the positive side having slope 1. */
  double negativeSlope();

  /** The row (sample) of a kink. */
  int row(int kink);

  /** The hidden unit of a kink, numbered through all layers from the input on. */
  int unit(int kink);

  /** Layer of a kink's unit, 0 for the layer that reads the input. */
  int layer(int kink);

  /** Number of layers of kinks. */
  default int layers() {
    return size() == 0 ? 0 : layer(size() - 1) + 1;
  }

  /**
   * Whether the kink's normal is constant and lies in parameters that no normal of another unit of
   * this kind touches: that of a unit which reads the input by weights of its own.
   */
  boolean separate(int kink);

  /**
   * How many kinks have one surface with a kink whatever θ is, itself counted: those of its unit on
   * samples that are multiples of one another. They cross it at one time, and where they slide it
   * is the sum of their forces that holds them.
   */
  int coincident(int kink);

  /** One of those kinks, index below {@link #coincident(int)}, in ascending order. */
  int coincident(int kink, int index);

  /** The constant c of {@code z_other = c z_kink}, of two coincident kinks; of either sign. */
  double proportion(int kink, int other);

  /**
   * Norm of the parameters that the surface of a {@link #separate} kink cuts: its unit's weights.
   */
  double unitNorm(int kink);

  /** The values z of all kinks, length {@link #size()} or more: a live view. */
  double[] values();

  /** Whether the pattern in force has the kink on its positive side. */
  boolean positive(int kink);

  /** Sets the pattern of one kink; takes effect at the next frozen evaluation. */
  void setPositive(int kink, boolean positive);

  /**
   * Copies the pattern out, {@code (size + 63) / 64} words, bit {@code kink & 63} of word {@code
   * kink >> 6}.
   */
  void savePattern(long[] words);

  /** Puts a pattern saved by {@link #savePattern} back in force. */
  void restorePattern(long[] words);

  /**
   * Velocities {@code out_j = ∇z_j · direction} of all kinks.
   *
   * @param direction length P
   * @param out length {@link #size()}, overwritten
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
   * @param out length {@link #size()}, overwritten
   */
  void sensitivities(double[] out);

  /**
   * The sensitivities with which units would be turned on: those of {@link #sensitivities} but for
   * a layer all of whose units are off for a row, slope 0. Nothing behind it has a side then; the
   * unit that is turned on gives deeper kinks the sides its output takes, and {@code out_j} is the
   * derivative of the margin on that side.
   *
   * @param out length {@link #size()}, overwritten
   */
  default void wakingSensitivities(double[] out) {
    sensitivities(out);
  }

  /**
   * Gives deeper kinks of a kink's row the sides they take when its unit alone is turned on; to be
   * called before it is. Does nothing unless all units of its layer are off for the row.
   */
  default void wake(int kink) {}

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
   * Adds the gradient of a {@link #separate} kink's sensitivity: {@code out += weight ∇(∂q_row /
   * ∂φ(z))}. Off its surface a change of side changes {@code ∇q_row} by {@code (1 − α) z} times
   * this gradient besides.
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
