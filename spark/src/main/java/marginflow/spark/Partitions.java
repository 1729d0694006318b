package marginflow.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Cells in pieces that take about as long as each other. A piece is what is lost with an executor,
 * and what comes back at once; many for every core let the last ones end together.
 */
final class Partitions {

  /** Seconds of a piece at most, unless one cell takes longer: what an executor's loss may cost. */
  private static final double SECONDS = 5;

  /** Pieces for every core at least, where there are so many cells. */
  private static final int PER_CORE = 8;

  private Partitions() {}

  /**
   * Cuts cells, their order kept.
   *
   * @param seconds about how long a cell takes, by its number
   * @param cores how many run at a time
   */
  static List<int[]> of(int[] cells, IntToDoubleFunction seconds, int cores) {
    double[] each = Arrays.stream(cells).mapToDouble(seconds).toArray();
    double all = Arrays.stream(each).sum();
    double most = Math.min(SECONDS, all / ((double) PER_CORE * cores));
    List<int[]> pieces = new ArrayList<>();
    int from = 0;
    double sum = 0;
    for (int k = 0; k < cells.length; k++) {
      if (k > from && sum + each[k] > most) {
        pieces.add(Arrays.copyOfRange(cells, from, k));
        from = k;
        sum = 0;
      }
      sum += each[k];
    }
    if (from < cells.length) {
      pieces.add(Arrays.copyOfRange(cells, from, cells.length));
    }
    return pieces;
  }
}
