package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;

import jdk.incubator.vector.DoubleVector;
import marginflow.kernel.TwoLayerKernel;

/**
 * The sums that four samples can contribute to a unit. A slope takes two values, so that {@code Σ
 * c_i s_ik x_i} over four samples is one of 16 vectors whatever the unit: they are made once and
 * then looked up by the units' sign bits, one addition where the product takes four.
 */
final class FourRussiansTable {

  /** Samples of a group: bits of an index. */
  static final int GROUP = TwoLayerKernel.GROUP;

  /** Vectors in the table of a group. */
  static final int ENTRIES = 1 << GROUP;

  /** Groups in a block: the nibbles of an {@code int}. */
  static final int GROUPS = 8;

  /** Samples of a block. */
  static final int BLOCK = GROUP * GROUPS;

  private FourRussiansTable() {}

  /**
   * Makes the tables of a block of samples.
   *
   * @param x panel {@code [sample][width]}, the block's first sample at {@code xAt}
   * @param c pairs {@code (c_i, α c_i)}, the block's first at {@code cAt}
   * @param width doubles of a panel, whole vectors
   * @param table {@code [group][entry][width]}, overwritten; bit s of an entry's number says that
   *     the slope of the group's sample s is 1
   */
  static void fill(double[] x, int xAt, double[] c, int cAt, int width, double[] table) {
    for (int group = 0; group < GROUPS; group++) {
      for (int v = 0; v < width; v += VL) {
        group(
            x,
            xAt + group * GROUP * width + v,
            c,
            cAt + 2 * group * GROUP,
            width,
            table,
            group * ENTRIES * width + v);
      }
    }
  }

  private static void group(
      double[] x, int xAt, double[] c, int cAt, int width, double[] table, int at) {
    DoubleVector x0 = DoubleVector.fromArray(S, x, xAt);
    DoubleVector x1 = DoubleVector.fromArray(S, x, xAt + width);
    DoubleVector x2 = DoubleVector.fromArray(S, x, xAt + 2 * width);
    DoubleVector x3 = DoubleVector.fromArray(S, x, xAt + 3 * width);
    DoubleVector on0 = x0.mul(c[cAt]);
    DoubleVector off0 = x0.mul(c[cAt + 1]);
    DoubleVector on1 = x1.mul(c[cAt + 2]);
    DoubleVector off1 = x1.mul(c[cAt + 3]);
    DoubleVector on2 = x2.mul(c[cAt + 4]);
    DoubleVector off2 = x2.mul(c[cAt + 5]);
    DoubleVector on3 = x3.mul(c[cAt + 6]);
    DoubleVector off3 = x3.mul(c[cAt + 7]);
    DoubleVector low0 = off0.add(off1);
    DoubleVector low1 = on0.add(off1);
    DoubleVector low2 = off0.add(on1);
    DoubleVector low3 = on0.add(on1);
    quarter(low0, low1, low2, low3, off2.add(off3), table, at, width);
    quarter(low0, low1, low2, low3, on2.add(off3), table, at + 4 * width, width);
    quarter(low0, low1, low2, low3, off2.add(on3), table, at + 8 * width, width);
    quarter(low0, low1, low2, low3, on2.add(on3), table, at + 12 * width, width);
  }

  private static void quarter(
      DoubleVector low0,
      DoubleVector low1,
      DoubleVector low2,
      DoubleVector low3,
      DoubleVector high,
      double[] table,
      int at,
      int width) {
    low0.add(high).intoArray(table, at);
    low1.add(high).intoArray(table, at + width);
    low2.add(high).intoArray(table, at + 2 * width);
    low3.add(high).intoArray(table, at + 3 * width);
  }
}
