package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;
import static marginflow.kernel.vector.Lanes.WIDTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/**
 * The loops around {@link ProductTile} or {@link SixRowTile}: {@code C = A' B'} for packed
 * operands. A block of rows of A stays in the second-level cache while k is cut into pieces for
 * which one panel of A and one of B fit the first level; a piece goes on with the sums where the
 * piece before left them in C, so that the cuts do not change a bit.
 */
final class Product {

  /** Length of a piece of k: a panel of 16 doubles takes 24 of the first level's 32 kB. */
  static final int PIECE = 192;

  /** Rows of a block: 96 × 192 doubles of A are 147 kB of the second-level cache. */
  static final int BLOCK = 96;

  private double[] buffer = {};
  private final double[] edge = new double[Panels.TALL * WIDTH];

  /**
   * Computes rows {@code from ≤ i < to} of C.
   *
   * @param a packed left operand with {@code r} rows
   * @param b packed right operand
   * @param k inner length
   * @param r rows of A in all
   * @param from first row, start of a panel
   * @param to end of a panel, or r
   * @param c row i from {@code cAt + i · cs}, overwritten
   * @param s columns of C
   * @param diagonal column of the diagonal in row 0, where tiles wholly above it are left out; s
   *     where none are
   */
  void rows(
      double[] a,
      double[] b,
      int k,
      int r,
      int from,
      int to,
      double[] c,
      int cAt,
      int cs,
      int s,
      int diagonal) {
    for (int block = from; block < to; block += BLOCK) {
      int blockEnd = Math.min(to, block + BLOCK);
      int k0 = 0;
      do {
        int kc = Math.min(PIECE, k - k0);
        for (int j = 0; j < s; j += WIDTH) {
          for (int i = block; i < blockEnd; ) {
            int height = Panels.height(i, r);
            if (j < diagonal + i + height) {
              int aAt = i * k + k0 * height;
              int rows = Math.min(height, r - i);
              int cols = Math.min(WIDTH, s - j);
              int at = cAt + i * cs + j;
              tile(a, aAt, b, j * k + k0 * WIDTH, kc, c, at, cs, rows, cols, height, k0 == 0);
            }
            i += height;
          }
        }
        k0 += kc;
      } while (k0 < k);
    }
  }

  /**
   * Computes rows {@code from ≤ i < to} of C from a left operand that is packed block by block,
   * just before it is used.
   *
   * @param a left operand as it lies
   * @param byColumns whether its columns are stored as rows
   */
  void rows(
      double[] a,
      int aAt,
      int stride,
      boolean byColumns,
      double[] b,
      int k,
      int from,
      int to,
      double[] c,
      int cAt,
      int cs,
      int s,
      boolean lower) {
    if (k > 0 && k <= FewInputsProduct.INNER) {
      int down = byColumns ? 1 : stride;
      int across = byColumns ? stride : 1;
      FewInputsProduct.rows(a, aAt, down, across, b, k, from, to, c, cAt, cs, s);
      return;
    }
    buffer = Panels.grown(buffer, (long) BLOCK * k);
    for (int block = from; block < to; block += BLOCK) {
      int count = Math.min(BLOCK, to - block);
      if (byColumns) {
        Panels.leftColumns(a, aAt + block, stride, count, k, buffer);
      } else {
        Panels.leftRows(a, aAt + block * stride, stride, count, k, buffer);
      }
      int diagonal = lower ? block : s;
      rows(buffer, b, k, count, 0, count, c, cAt + block * cs, cs, s, diagonal);
    }
  }

  private void tile(
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      int kc,
      double[] c,
      int at,
      int cs,
      int rows,
      int cols,
      int height,
      boolean fresh) {
    if (rows == height && cols == WIDTH) {
      run(a, aAt, b, bAt, kc, c, at, cs, height, fresh);
      return;
    }
    if (!fresh) {
      copy(c, at, cs, edge, 0, WIDTH, rows, cols);
    }
    run(a, aAt, b, bAt, kc, edge, 0, WIDTH, height, fresh);
    copy(edge, 0, WIDTH, c, at, cs, rows, cols);
  }

  private static void run(
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      int kc,
      double[] c,
      int cAt,
      int cs,
      int height,
      boolean fresh) {
    switch (height) {
      case Panels.TALL -> {
        if (Lanes.FEW_REGISTERS) {
          SixRowTile.rows12(a, aAt, b, bAt, kc, c, cAt, cs, fresh);
        } else {
          ProductTile.rows12(a, aAt, b, bAt, kc, c, cAt, cs, fresh);
        }
      }
      case Panels.MIDDLE -> ProductTile.rows8(a, aAt, b, bAt, kc, c, cAt, cs, fresh);
      default -> ProductTile.rows4(a, aAt, b, bAt, kc, c, cAt, cs, fresh);
    }
  }

  /** Copies up to WIDTH columns. */
  private static void copy(
      double[] from, int at, int stride, double[] to, int toAt, int toStride, int rows, int cols) {
    VectorMask<Double> low = S.indexInRange(0, cols);
    VectorMask<Double> high = S.indexInRange(VL, cols);
    for (int i = 0; i < rows; i++) {
      int source = at + i * stride;
      int target = toAt + i * toStride;
      DoubleVector.fromArray(S, from, source, low).intoArray(to, target, low);
      if (cols > VL) {
        DoubleVector.fromArray(S, from, source + VL, high).intoArray(to, target + VL, high);
      }
    }
  }
}
