package marginflow.network;

/**
 * What one layer of a {@link Convolutional} network reads, written out output by output: output o
 * takes the inputs {@code taps[o · width] … taps[(o + 1) · width − 1]}.
 *
 * @param kind what is made of them
 * @param taps inputs of every output
 * @param width inputs per output
 * @param weights where in θ the weights of every output begin, as many as it has inputs; empty for
 *     pooling
 */
public record Reading(Kind kind, int[] taps, int width, int[] weights) {

  /** What is made of the inputs of an output. */
  public enum Kind {
    /** Their sum with weights; the activation follows, but after the last layer. */
    WEIGHTED,
    /** Their mean. */
    MEAN,
    /** The largest of them. */
    LARGEST
  }

  /** Number of outputs. */
  public int outputs() {
    return taps.length / width;
  }
}
