package marginflow.network;

import java.util.Locale;

/**
 * Windows sliding over a grid.
 *
 * @param grid what they slide over
 * @param height rows of a window
 * @param width columns of a window
 * @param strideDown rows between windows
 * @param strideAcross columns between windows
 */
public record Windows(Grid grid, int height, int width, int strideDown, int strideAcross) {

  /** Checks that at least one window fits. */
  public Windows {
    if (height > grid.height() || width > grid.width()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a window of %d x %d does not fit a grid of %d x %d",
              height,
              width,
              grid.height(),
              grid.width()));
    }
  }

  /** The windows of filters. */
  public static Windows of(Block.Filters filters, Grid grid) {
    return new Windows(
        grid, filters.height(), filters.width(), filters.strideDown(), filters.strideAcross());
  }

  /** The disjoint windows of a pool. */
  public static Windows of(Block.Pool pool, Grid grid) {
    return new Windows(grid, pool.height(), pool.width(), pool.height(), pool.width());
  }

  /** The grid of their outputs. */
  Grid outputs(int channels) {
    return new Grid(down(), across(), channels);
  }

  /** Positions from top to bottom; cells that no whole window reaches are not read. */
  public int down() {
    return (grid.height() - height) / strideDown + 1;
  }

  /** Positions from left to right. */
  public int across() {
    return (grid.width() - width) / strideAcross + 1;
  }

  /** Number of positions. */
  public int positions() {
    return down() * across();
  }

  /** Cells of a window. */
  public int cells() {
    return height * width;
  }

  /** Index of a cell's first channel in the input. */
  private int cell(int position, int cell) {
    int row = position / across() * strideDown + cell / width;
    int column = position % across() * strideAcross + cell % width;
    return (row * grid.width() + column) * grid.channels();
  }

  /** Inputs that {@code count} filters at every position read: all cells and channels, in order. */
  public int[] filterTaps(int count) {
    int channels = grid.channels();
    int taps = cells() * channels;
    int[] index = new int[Math.multiplyExact(positions() * count, taps)];
    int at = 0;
    for (int p = 0; p < positions(); p++) {
      for (int f = 0; f < count; f++) {
        for (int t = 0; t < taps; t++) {
          index[at++] = cell(p, t / channels) + t % channels;
        }
      }
    }
    return index;
  }

  /**
   * Inputs that pooling reads: at every position and for every channel, the cells of that channel.
   */
  public int[] poolTaps() {
    int channels = grid.channels();
    int[] index = new int[Math.multiplyExact(positions() * channels, cells())];
    int at = 0;
    for (int p = 0; p < positions(); p++) {
      for (int c = 0; c < channels; c++) {
        for (int t = 0; t < cells(); t++) {
          index[at++] = cell(p, t) + c;
        }
      }
    }
    return index;
  }
}
