package marginflow.report;

import java.util.Optional;
import marginflow.network.Convolutional;
import marginflow.network.Grid;

/**
 * The grid on which the features of a run are drawn as an image: that of a convolutional network's
 * input, or the square of 64 or 784 features, as digits have them.
 *
 * @param rows from top to bottom
 * @param columns from left to right
 * @param channels of each cell, fastest in the features; drawn side by side
 */
record ImageGrid(int rows, int columns, int channels) {

  /** The grid of a run's features, if they have one of more than one row. */
  static Optional<ImageGrid> of(RunData run) {
    if (run.architecture() instanceof Convolutional net) {
      Grid grid = net.input();
      return Optional.of(new ImageGrid(grid.height(), grid.width(), grid.channels()))
          .filter(g -> g.rows() > 1);
    }
    return switch (run.data().d()) {
      case 64 -> Optional.of(new ImageGrid(8, 8, 1));
      case 784 -> Optional.of(new ImageGrid(28, 28, 1));
      default -> Optional.empty();
    };
  }

  /** Its size in words. */
  String text() {
    return rows + " × " + columns + (channels > 1 ? " × " + channels : "");
  }

  /** An image of numbers, its channels side by side, from −1 to 1. */
  ImageTiles.Tile tile(double[] numbers, String caption, Ink positive, Ink negative) {
    double largest = 0;
    for (double number : numbers) {
      largest = Math.max(largest, Math.abs(number));
    }
    double[] values = new double[numbers.length];
    for (int k = 0; k < numbers.length && largest > 0; k++) {
      int cell = k / channels;
      int column = k % channels * columns + cell % columns;
      values[cell / columns * columns * channels + column] = numbers[k] / largest;
    }
    return new ImageTiles.Tile(caption, rows, columns * channels, values, positive, negative);
  }
}
