package marginflow.network;

/**
 * Values of one sample that lie on a grid, row by row, channel fastest. A line is a grid of height
 * 1, the outputs of a fully connected layer one of a single cell.
 *
 * @param height rows
 * @param width columns
 * @param channels values per cell
 */
public record Grid(int height, int width, int channels) {

  /** Number of values. */
  public int size() {
    return Math.multiplyExact(Math.multiplyExact(height, width), channels);
  }
}
