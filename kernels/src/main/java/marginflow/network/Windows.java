package marginflow.network;

import java.util.Locale;

/**
 * Windows sliding over a grid of channels, stored row by row, channel fastest. A line is a grid of
 * height 1.
 *
 * @param height rows of the grid
 * @param width columns of the grid
 * @param channels values per cell
 * @param windowHeight rows of a window
 * @param windowWidth columns of a window
 * @param strideDown rows between windows
 * @param strideAcross columns between windows
 */
record Windows(
    int height,
    int width,
    int channels,
    int windowHeight,
    int windowWidth,
    int strideDown,
    int strideAcross) {

  /** Checks that at least one window fits. */
  Windows {
    if (windowHeight > height || windowWidth > width) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a window of %d x %d does not fit a grid of %d x %d",
              windowHeight,
              windowWidth,
              height,
              width));
    }
  }

  /** Positions from top to bottom; cells that no whole window reaches are not read. */
  int down() {
    return (height - windowHeight) / strideDown + 1;
  }

  /** Positions from left to right. */
  int across() {
    return (width - windowWidth) / strideAcross + 1;
  }

  /** Number of positions. */
  int positions() {
    return down() * across();
  }

  /** Cells of a window. */
  int cells() {
    return windowHeight * windowWidth;
  }

  /** Index of a cell's first channel in the input. */
  private int cell(int position, int cell) {
    int row = position / across() * strideDown + cell / windowWidth;
    int column = position % across() * strideAcross + cell % windowWidth;
    return (row * width + column) * channels;
  }

  /** Inputs that {@code count} filters at every position read: all cells and channels, in order. */
  int[] filterTaps(int count) {
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
  int[] poolTaps() {
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
