package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;
import static marginflow.kernel.vector.Lanes.WIDTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/**
 * Products of a short inner length: a panel of B stays in registers while the rows of A pass by,
 * read where they lie. Packing A and the edges of tiles cost more than the product: (64, 100, 2)
 * took 1.95 µs where it takes 1.5, (7680, 8, 4) 87 where it takes 12.
 */
final class FewInputsProduct {

  /** Longest inner length. */
  static final int INNER = 4;

  /** Rows of C that a panel passes by; with 16, (64, 100, 2) takes a third longer. */
  static final int ROWS = 64;

  private FewInputsProduct() {}

  /**
   * Computes rows {@code from ≤ i < to} of C, in the order of sums of {@link ProductTile}.
   *
   * @param a left operand, element (i, l) at {@code aAt + i · down + l · across}
   * @param b packed right operand
   * @param k inner length, from 1 to {@link #INNER}
   * @param c row i from {@code cAt + i · cs}, overwritten
   * @param s columns of C
   */
  static void rows(
      double[] a,
      int aAt,
      int down,
      int across,
      double[] b,
      int k,
      int from,
      int to,
      double[] c,
      int cAt,
      int cs,
      int s) {
    for (int first = from; first < to; first += ROWS) {
      int end = Math.min(to, first + ROWS);
      for (int j = 0; j < s; j += VL) {
        int bAt = (j & -WIDTH) * k + (j & (WIDTH - 1));
        column(a, aAt, down, across, b, bAt, k, first, end, c, cAt + j, cs, s - j);
      }
    }
  }

  /** One vector of columns; an incomplete one is all {@code left} columns that are left. */
  private static void column(
      double[] a,
      int aAt,
      int down,
      int across,
      double[] b,
      int bAt,
      int k,
      int from,
      int to,
      double[] c,
      int cAt,
      int cs,
      int left) {
    VectorMask<Double> there = S.indexInRange(0, left);
    DoubleVector b0 = DoubleVector.fromArray(S, b, bAt);
    DoubleVector b1 = DoubleVector.fromArray(S, b, k > 1 ? bAt + WIDTH : bAt);
    DoubleVector b2 = DoubleVector.fromArray(S, b, k > 2 ? bAt + 2 * WIDTH : bAt);
    DoubleVector b3 = DoubleVector.fromArray(S, b, k > 3 ? bAt + 3 * WIDTH : bAt);
    DoubleVector zero = DoubleVector.zero(S);
    int row = aAt + from * down;
    int at = cAt + from * cs;
    for (int i = from; i < to; i++) {
      DoubleVector sum = DoubleVector.broadcast(S, a[row]).fma(b0, zero);
      if (k > 1) {
        sum = DoubleVector.broadcast(S, a[row + across]).fma(b1, sum);
      }
      if (k > 2) {
        sum = DoubleVector.broadcast(S, a[row + 2 * across]).fma(b2, sum);
      }
      if (k > 3) {
        sum = DoubleVector.broadcast(S, a[row + 3 * across]).fma(b3, sum);
      }
      sum.intoArray(c, at, there);
      row += down;
      at += cs;
    }
  }
}
