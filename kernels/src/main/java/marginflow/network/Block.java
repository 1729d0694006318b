package marginflow.network;

/** One element of a {@link Convolutional} network, as its specification writes it. */
public sealed interface Block {

  /** How it is written. */
  String spec();

  /** A size as it is written: {@code 3} on a line, {@code 3x2} on a grid. */
  private static String size(int down, int across) {
    return down == 1 ? Integer.toString(across) : down + "x" + across;
  }

  /**
   * Filters, followed by the activation.
   *
   * @param count number of filters
   * @param shared whether all positions share their weights (convolution) or not (locally
   *     connected)
   */
  record Filters(int count, boolean shared, int height, int width, int strideDown, int strideAcross)
      implements Block {
    @Override
    public String spec() {
      String kind = shared ? "c" : "l";
      return kind
          + count
          + "k"
          + size(height, width)
          + "s"
          + (height == 1 ? Integer.toString(strideAcross) : strideDown + "x" + strideAcross);
    }
  }

  /**
   * Pooling over disjoint windows.
   *
   * @param largest whether it takes the largest value, or the mean
   */
  record Pool(boolean largest, int height, int width) implements Block {
    @Override
    public String spec() {
      return (largest ? "max" : "avg") + size(height, width);
    }
  }

  /** A fully connected layer, followed by the activation unless it is the last. */
  record Dense(int units) implements Block {
    @Override
    public String spec() {
      return Integer.toString(units);
    }
  }
}
