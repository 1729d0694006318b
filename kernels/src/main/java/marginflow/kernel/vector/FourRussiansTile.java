// Written by MicroKernels beside the tests of this package; do not edit.
package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;

import jdk.incubator.vector.DoubleVector;

/**
 * The micro-kernels of the two-layer backward pass: for each unit the sums of a block's eight
 * groups are looked up in a {@link FourRussiansTable} and added in ascending order, in registers.
 * The sum of one unit is one row of one, two or three vectors of features.
 */
final class FourRussiansTile {

  /** Bits of an index. */
  private static final int MASK = FourRussiansTable.ENTRIES - 1;

  private FourRussiansTile() {}

  /**
   * Rows of one vector.
   *
   * @param table the block's tables
   * @param words indices of the unit, a nibble for each group, the first unit's at {@code wordsAt}
   * @param units number of units
   * @param t rows, the first unit's at {@code tAt}, added to
   */
  static void one(double[] table, int[] words, int wordsAt, int units, double[] t, int tAt) {
    for (int k = 0; k < units; k++) {
      int word = words[wordsAt + k];
      DoubleVector t0 = DoubleVector.fromArray(S, t, tAt);
      int at;
      at = (word & MASK) * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      at = (1 * FourRussiansTable.ENTRIES + (word >>> 4 & MASK)) * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      at = (2 * FourRussiansTable.ENTRIES + (word >>> 8 & MASK)) * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      at = (3 * FourRussiansTable.ENTRIES + (word >>> 12 & MASK)) * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      at = (4 * FourRussiansTable.ENTRIES + (word >>> 16 & MASK)) * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      at = (5 * FourRussiansTable.ENTRIES + (word >>> 20 & MASK)) * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      at = (6 * FourRussiansTable.ENTRIES + (word >>> 24 & MASK)) * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      at = (7 * FourRussiansTable.ENTRIES + (word >>> 28 & MASK)) * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t0.intoArray(t, tAt);
      tAt += VL;
    }
  }

  /**
   * Rows of two vectors.
   *
   * @param table the block's tables
   * @param words indices of the unit, a nibble for each group, the first unit's at {@code wordsAt}
   * @param units number of units
   * @param t rows, the first unit's at {@code tAt}, added to
   */
  static void two(double[] table, int[] words, int wordsAt, int units, double[] t, int tAt) {
    for (int k = 0; k < units; k++) {
      int word = words[wordsAt + k];
      DoubleVector t0 = DoubleVector.fromArray(S, t, tAt);
      DoubleVector t1 = DoubleVector.fromArray(S, t, tAt + VL);
      int at;
      at = (word & MASK) * 2 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      at = (1 * FourRussiansTable.ENTRIES + (word >>> 4 & MASK)) * 2 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      at = (2 * FourRussiansTable.ENTRIES + (word >>> 8 & MASK)) * 2 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      at = (3 * FourRussiansTable.ENTRIES + (word >>> 12 & MASK)) * 2 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      at = (4 * FourRussiansTable.ENTRIES + (word >>> 16 & MASK)) * 2 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      at = (5 * FourRussiansTable.ENTRIES + (word >>> 20 & MASK)) * 2 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      at = (6 * FourRussiansTable.ENTRIES + (word >>> 24 & MASK)) * 2 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      at = (7 * FourRussiansTable.ENTRIES + (word >>> 28 & MASK)) * 2 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      t0.intoArray(t, tAt);
      t1.intoArray(t, tAt + VL);
      tAt += 2 * VL;
    }
  }

  /**
   * Rows of three vectors.
   *
   * @param table the block's tables
   * @param words indices of the unit, a nibble for each group, the first unit's at {@code wordsAt}
   * @param units number of units
   * @param t rows, the first unit's at {@code tAt}, added to
   */
  static void three(double[] table, int[] words, int wordsAt, int units, double[] t, int tAt) {
    for (int k = 0; k < units; k++) {
      int word = words[wordsAt + k];
      DoubleVector t0 = DoubleVector.fromArray(S, t, tAt);
      DoubleVector t1 = DoubleVector.fromArray(S, t, tAt + VL);
      DoubleVector t2 = DoubleVector.fromArray(S, t, tAt + 2 * VL);
      int at;
      at = (word & MASK) * 3 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      t2 = t2.add(DoubleVector.fromArray(S, table, at + 2 * VL));
      at = (1 * FourRussiansTable.ENTRIES + (word >>> 4 & MASK)) * 3 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      t2 = t2.add(DoubleVector.fromArray(S, table, at + 2 * VL));
      at = (2 * FourRussiansTable.ENTRIES + (word >>> 8 & MASK)) * 3 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      t2 = t2.add(DoubleVector.fromArray(S, table, at + 2 * VL));
      at = (3 * FourRussiansTable.ENTRIES + (word >>> 12 & MASK)) * 3 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      t2 = t2.add(DoubleVector.fromArray(S, table, at + 2 * VL));
      at = (4 * FourRussiansTable.ENTRIES + (word >>> 16 & MASK)) * 3 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      t2 = t2.add(DoubleVector.fromArray(S, table, at + 2 * VL));
      at = (5 * FourRussiansTable.ENTRIES + (word >>> 20 & MASK)) * 3 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      t2 = t2.add(DoubleVector.fromArray(S, table, at + 2 * VL));
      at = (6 * FourRussiansTable.ENTRIES + (word >>> 24 & MASK)) * 3 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      t2 = t2.add(DoubleVector.fromArray(S, table, at + 2 * VL));
      at = (7 * FourRussiansTable.ENTRIES + (word >>> 28 & MASK)) * 3 * VL;
      t0 = t0.add(DoubleVector.fromArray(S, table, at));
      t1 = t1.add(DoubleVector.fromArray(S, table, at + VL));
      t2 = t2.add(DoubleVector.fromArray(S, table, at + 2 * VL));
      t0.intoArray(t, tAt);
      t1.intoArray(t, tAt + VL);
      t2.intoArray(t, tAt + 2 * VL);
      tAt += 3 * VL;
    }
  }
}
