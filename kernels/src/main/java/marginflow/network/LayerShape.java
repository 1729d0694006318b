package marginflow.network;

/**
 * One layer's weights inside a flat θ: {@code rows × cols}, out × in, row-major from {@code
 * offset}.
 *
 * @param name the array's name in saved files, {@code W1} for the layer that reads the input
 * @param offset index of the first weight in θ
 * @param rows number of outputs (or filters, or 1 for a diagonal layer)
 * @param cols number of inputs of each
 */
public record LayerShape(String name, int offset, int rows, int cols) {

  /** Checks that θ is no longer than an array can be. */
  public LayerShape {
    Math.addExact(offset, Math.multiplyExact(rows, cols));
  }

  /** Number of weights. */
  public int size() {
    return rows * cols;
  }
}
