package marginflow.network;

/**
 * Which kinks a {@link MarginModel} has: a number for each pair of a hidden unit and a row, and
 * what is known of it whatever θ is. Kinks are numbered 0 .. size−1.
 */
public interface KinkIndex {

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
}
