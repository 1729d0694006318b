package marginflow.flow.kink;

import java.util.Arrays;
import java.util.stream.IntStream;
import marginflow.flow.field.Evaluation;
import marginflow.network.Kinks;

/**
 * z of all kinks at the end of a step, the earlier layers' kinks on the sides where they end: the
 * activation of a unit that crosses is {@code (1 − α) |z|} above that of its frozen side. Where the
 * last unit that is on for a row turns off, all deeper values go to zero and cross nothing; frozen,
 * they change their signs together. Taken for crossings of their own these led a 3-8-8-1 run astray
 * by 5e-2.
 *
 * <p>A deeper kink that has crossed before the earlier one does, and is brought back by it, crosses
 * all the same. Of another 3-8-8-1 run it was lost: 1 % off at τ = 2, 16 % at 10.
 */
final class CarriedEnds {

  private final Kinks kinks;
  private final double[] frozen;
  private final double[] ends;

  /** The kinks of each row, ascending; no rows where all are of one layer. */
  private final int[][] ofRow;

  /** By row: share of the step at which the first kink crossed that changes deeper values. */
  private final double[] first;

  private boolean any;

  CarriedEnds(Kinks kinks) {
    this.kinks = kinks;
    this.frozen = new double[kinks.size()];
    this.ends = new double[kinks.size()];
    this.ofRow = kinks.layers() > 1 ? byRow(kinks) : new int[0][];
    this.first = new double[ofRow.length];
  }

  private static int[][] byRow(Kinks kinks) {
    int[] rows = IntStream.range(0, kinks.size()).map(kinks::row).toArray();
    int[] counts = new int[Arrays.stream(rows).max().orElse(-1) + 1];
    Arrays.stream(rows).forEach(row -> counts[row]++);
    int[][] ofRows = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
    Arrays.fill(counts, 0);
    for (int j = 0; j < rows.length; j++) {
      ofRows[rows[j]][counts[rows[j]]++] = j;
    }
    return ofRows;
  }

  /** The end of a step with its kinks held. */
  void begin(Evaluation end) {
    System.arraycopy(end.kinks().values(), 0, frozen, 0, frozen.length);
    System.arraycopy(frozen, 0, ends, 0, ends.length);
    Arrays.fill(first, 1);
    any = false;
  }

  /** The values: a live view. */
  double[] values() {
    return ends;
  }

  /** z at the end of the frozen path. */
  double frozen(int kink) {
    return frozen[kink];
  }

  /**
   * Puts a kink on the side where it ends, for what lies behind it.
   *
   * @param share of the step at which it crossed
   */
  void cross(int kink, double share) {
    int layer = kinks.layer(kink);
    if (layer == kinks.layers() - 1) {
      return;
    }
    any = true;
    for (int i = 0; i < kinks.coincident(kink); i++) {
      int crossed = kinks.coincident(kink, i);
      double more = (1 - kinks.negativeSlope()) * Math.abs(ends[crossed]);
      first[kinks.row(crossed)] = Math.min(first[kinks.row(crossed)], share);
      // A search of all kinks took half the time of flows of convolutions, which cross hundreds.
      for (int j : ofRow[kinks.row(crossed)]) {
        if (kinks.layer(j) > layer) {
          ends[j] += more * kinks.influence(crossed, j);
        }
      }
    }
  }

  /** Whether the frozen path has a kink across its surface that earlier crossings bring back. */
  boolean broughtBack(int kink) {
    return any
        && kinks.layer(kink) > 0
        && frozen[kink] > 0 != kinks.positive(kink)
        && ends[kink] > 0 == kinks.positive(kink);
  }

  /** Share of the step at which the first kink of a row crossed that changes deeper values. */
  double firstOf(int row) {
    return first[row];
  }
}
