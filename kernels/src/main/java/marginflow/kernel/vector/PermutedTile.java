package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernels of the backward pass of thin networks, lanes over units, for 512-bit vectors.
 * The 16 sums that a group of four samples can contribute to one feature (see {@link
 * FourRussiansTable}) fill two registers, from which one instruction looks up those of eight units
 * by the lowest four bits of their words.
 */
final class PermutedTile {

  /** Whether these can be used: 16 sums are two vectors. */
  static final boolean AVAILABLE = 2 * VL == FourRussiansTable.ENTRIES;

  /** Units of a tile: four vectors share the loads of a table. */
  static final int UNITS = 4 * VL;

  /** Features of a tile. */
  static final int FEATURES = 2;

  /** Samples of a block: bits of a word. */
  static final int BLOCK = 64;

  private static final VectorSpecies<Long> LONGS = S.withLanes(long.class);

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Entries of a table's half that have the group's sample 0, 1, 2 on. */
  private static final VectorMask<Double> FIRST = VectorMask.fromLong(S, 0xAA);

  private static final VectorMask<Double> SECOND = VectorMask.fromLong(S, 0xCC);
  private static final VectorMask<Double> THIRD = VectorMask.fromLong(S, 0xF0);

  private PermutedTile() {}

  /**
   * Sign bits by units: bit i of a word is that of sample i.
   *
   * @param bits pattern, read four bytes at a time
   * @param at byte of the first unit, a multiple of 32, for the first sample
   * @param stride bytes of a sample
   * @param count samples, at most {@link #BLOCK}
   * @param words one for each of {@link #UNITS}, overwritten; their bits of units that are not
   *     there mean nothing
   */
  static void words(byte[] bits, int at, int stride, int count, long[] words) {
    LongVector w0 = LongVector.zero(LONGS);
    LongVector w1 = w0;
    LongVector w2 = w0;
    LongVector w3 = w0;
    for (int i = 0; i < count; i++) {
      int on = (int) INTS.get(bits, at + i * stride);
      LongVector bit = LongVector.broadcast(LONGS, 1L << i);
      w0 = w0.lanewise(VectorOperators.OR, bit, VectorMask.fromLong(LONGS, on & 0xFF));
      w1 = w1.lanewise(VectorOperators.OR, bit, VectorMask.fromLong(LONGS, on >>> 8 & 0xFF));
      w2 = w2.lanewise(VectorOperators.OR, bit, VectorMask.fromLong(LONGS, on >>> 16 & 0xFF));
      w3 = w3.lanewise(VectorOperators.OR, bit, VectorMask.fromLong(LONGS, on >>> 24));
    }
    w0.intoArray(words, 0);
    w1.intoArray(words, VL);
    w2.intoArray(words, 2 * VL);
    w3.intoArray(words, 3 * VL);
  }

  /**
   * Makes the tables of a group.
   *
   * @param x inputs {@code [feature][4]} of the group
   * @param c pairs {@code (c_i, α c_i)} of the group
   * @param features number of features
   * @param table {@code [feature][16]}, overwritten
   */
  static void fill(double[] x, int xAt, double[] c, int cAt, int features, double[] table, int at) {
    DoubleVector c0 = coefficients(c, cAt, FIRST);
    DoubleVector c1 = coefficients(c, cAt + 2, SECOND);
    DoubleVector c2 = coefficients(c, cAt + 4, THIRD);
    for (int j = 0; j < features; j++) {
      DoubleVector low = c0.mul(x[xAt + 4 * j]).add(c1.mul(x[xAt + 4 * j + 1]));
      DoubleVector third = c2.mul(x[xAt + 4 * j + 2]);
      DoubleVector last = DoubleVector.broadcast(S, x[xAt + 4 * j + 3]);
      low.add(third.add(last.mul(c[cAt + 7]))).intoArray(table, at + 2 * VL * j);
      low.add(third.add(last.mul(c[cAt + 6]))).intoArray(table, at + 2 * VL * j + VL);
    }
  }

  private static DoubleVector coefficients(double[] c, int at, VectorMask<Double> on) {
    return DoubleVector.broadcast(S, c[at + 1]).blend(DoubleVector.broadcast(S, c[at]), on);
  }

  /**
   * Adds the sums of groups, in ascending order, to two features of some units.
   *
   * @param table that of the first feature and group at {@code at}, groups {@code step} apart
   * @param words of {@link #words}
   * @param t rows of features, {@code stride} apart, the first unit's at {@code tAt}
   */
  static void add(
      double[] table, int at, int step, int groups, long[] words, double[] t, int tAt, int stride) {
    LongVector w0 = LongVector.fromArray(LONGS, words, 0);
    LongVector w1 = LongVector.fromArray(LONGS, words, VL);
    LongVector w2 = LongVector.fromArray(LONGS, words, 2 * VL);
    LongVector w3 = LongVector.fromArray(LONGS, words, 3 * VL);
    DoubleVector s0 = DoubleVector.fromArray(S, t, tAt);
    DoubleVector s1 = DoubleVector.fromArray(S, t, tAt + VL);
    DoubleVector s2 = DoubleVector.fromArray(S, t, tAt + 2 * VL);
    DoubleVector s3 = DoubleVector.fromArray(S, t, tAt + 3 * VL);
    DoubleVector t0 = DoubleVector.fromArray(S, t, tAt + stride);
    DoubleVector t1 = DoubleVector.fromArray(S, t, tAt + stride + VL);
    DoubleVector t2 = DoubleVector.fromArray(S, t, tAt + stride + 2 * VL);
    DoubleVector t3 = DoubleVector.fromArray(S, t, tAt + stride + 3 * VL);
    for (int g = 0; g < groups; g++) {
      LongVector low = DoubleVector.fromArray(S, table, at).reinterpretAsLongs();
      LongVector high = DoubleVector.fromArray(S, table, at + VL).reinterpretAsLongs();
      s0 = s0.add(w0.selectFrom(low, high).reinterpretAsDoubles());
      s1 = s1.add(w1.selectFrom(low, high).reinterpretAsDoubles());
      s2 = s2.add(w2.selectFrom(low, high).reinterpretAsDoubles());
      s3 = s3.add(w3.selectFrom(low, high).reinterpretAsDoubles());
      low = DoubleVector.fromArray(S, table, at + 2 * VL).reinterpretAsLongs();
      high = DoubleVector.fromArray(S, table, at + 3 * VL).reinterpretAsLongs();
      t0 = t0.add(w0.selectFrom(low, high).reinterpretAsDoubles());
      t1 = t1.add(w1.selectFrom(low, high).reinterpretAsDoubles());
      t2 = t2.add(w2.selectFrom(low, high).reinterpretAsDoubles());
      t3 = t3.add(w3.selectFrom(low, high).reinterpretAsDoubles());
      w0 = w0.lanewise(VectorOperators.LSHR, FourRussiansTable.GROUP);
      w1 = w1.lanewise(VectorOperators.LSHR, FourRussiansTable.GROUP);
      w2 = w2.lanewise(VectorOperators.LSHR, FourRussiansTable.GROUP);
      w3 = w3.lanewise(VectorOperators.LSHR, FourRussiansTable.GROUP);
      at += step;
    }
    s0.intoArray(t, tAt);
    s1.intoArray(t, tAt + VL);
    s2.intoArray(t, tAt + 2 * VL);
    s3.intoArray(t, tAt + 3 * VL);
    t0.intoArray(t, tAt + stride);
    t1.intoArray(t, tAt + stride + VL);
    t2.intoArray(t, tAt + stride + 2 * VL);
    t3.intoArray(t, tAt + stride + 3 * VL);
  }
}
