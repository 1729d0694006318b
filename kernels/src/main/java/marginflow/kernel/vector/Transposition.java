package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Transposition of 8 × 8 blocks in registers, for 512-bit vectors: three rounds of swaps between
 * lanes 4, 2 and 1 apart, 48 instructions for 64 elements where scalar code takes 128 and more.
 * Narrower vectors use scalar loops.
 */
final class Transposition {

  /** Whether {@link #block} can be used. */
  static final boolean AVAILABLE = VL == 8;

  /** Rows and columns of a block. */
  static final int SIZE = 8;

  /** Factors that change nothing. */
  static final double[] ONES = new double[SIZE];

  private static final VectorShuffle<Double> SWAP_FOUR = swap(4);
  private static final VectorShuffle<Double> SWAP_TWO = swap(2);
  private static final VectorShuffle<Double> SWAP_ONE = swap(1);
  private static final VectorMask<Double> UPPER_FOUR = upper(4);
  private static final VectorMask<Double> UPPER_TWO = upper(2);
  private static final VectorMask<Double> UPPER_ONE = upper(1);

  static {
    Arrays.fill(ONES, 1);
  }

  private Transposition() {}

  private static VectorShuffle<Double> swap(int distance) {
    return VectorShuffle.fromOp(S, lane -> (lane ^ distance) & (VL - 1));
  }

  private static VectorMask<Double> upper(int distance) {
    boolean[] lanes = new boolean[VL];
    for (int lane = 0; lane < VL; lane++) {
      lanes[lane] = (lane & distance) != 0;
    }
    return VectorMask.fromArray(S, lanes, 0);
  }

  /**
   * {@code to[j][i] = factors[j] · from[i][j]} for i, j below 8.
   *
   * @param at element (0, 0) of the source, rows {@code stride} apart
   * @param factors one per column of the source, from {@code factorsAt}
   * @param toAt element (0, 0) of the target, rows {@code toStride} apart
   */
  static void block(
      double[] from,
      int at,
      int stride,
      double[] factors,
      int factorsAt,
      double[] to,
      int toAt,
      int toStride) {
    DoubleVector factor = DoubleVector.fromArray(S, factors, factorsAt);
    DoubleVector r0 = DoubleVector.fromArray(S, from, at + 0 * stride).mul(factor);
    DoubleVector r1 = DoubleVector.fromArray(S, from, at + 1 * stride).mul(factor);
    DoubleVector r2 = DoubleVector.fromArray(S, from, at + 2 * stride).mul(factor);
    DoubleVector r3 = DoubleVector.fromArray(S, from, at + 3 * stride).mul(factor);
    DoubleVector r4 = DoubleVector.fromArray(S, from, at + 4 * stride).mul(factor);
    DoubleVector r5 = DoubleVector.fromArray(S, from, at + 5 * stride).mul(factor);
    DoubleVector r6 = DoubleVector.fromArray(S, from, at + 6 * stride).mul(factor);
    DoubleVector r7 = DoubleVector.fromArray(S, from, at + 7 * stride).mul(factor);
    DoubleVector t;
    t = r0.blend(r4.rearrange(SWAP_FOUR), UPPER_FOUR);
    r4 = r0.rearrange(SWAP_FOUR).blend(r4, UPPER_FOUR);
    r0 = t;
    t = r1.blend(r5.rearrange(SWAP_FOUR), UPPER_FOUR);
    r5 = r1.rearrange(SWAP_FOUR).blend(r5, UPPER_FOUR);
    r1 = t;
    t = r2.blend(r6.rearrange(SWAP_FOUR), UPPER_FOUR);
    r6 = r2.rearrange(SWAP_FOUR).blend(r6, UPPER_FOUR);
    r2 = t;
    t = r3.blend(r7.rearrange(SWAP_FOUR), UPPER_FOUR);
    r7 = r3.rearrange(SWAP_FOUR).blend(r7, UPPER_FOUR);
    r3 = t;
    t = r0.blend(r2.rearrange(SWAP_TWO), UPPER_TWO);
    r2 = r0.rearrange(SWAP_TWO).blend(r2, UPPER_TWO);
    r0 = t;
    t = r1.blend(r3.rearrange(SWAP_TWO), UPPER_TWO);
    r3 = r1.rearrange(SWAP_TWO).blend(r3, UPPER_TWO);
    r1 = t;
    t = r4.blend(r6.rearrange(SWAP_TWO), UPPER_TWO);
    r6 = r4.rearrange(SWAP_TWO).blend(r6, UPPER_TWO);
    r4 = t;
    t = r5.blend(r7.rearrange(SWAP_TWO), UPPER_TWO);
    r7 = r5.rearrange(SWAP_TWO).blend(r7, UPPER_TWO);
    r5 = t;
    t = r0.blend(r1.rearrange(SWAP_ONE), UPPER_ONE);
    r1 = r0.rearrange(SWAP_ONE).blend(r1, UPPER_ONE);
    r0 = t;
    t = r2.blend(r3.rearrange(SWAP_ONE), UPPER_ONE);
    r3 = r2.rearrange(SWAP_ONE).blend(r3, UPPER_ONE);
    r2 = t;
    t = r4.blend(r5.rearrange(SWAP_ONE), UPPER_ONE);
    r5 = r4.rearrange(SWAP_ONE).blend(r5, UPPER_ONE);
    r4 = t;
    t = r6.blend(r7.rearrange(SWAP_ONE), UPPER_ONE);
    r7 = r6.rearrange(SWAP_ONE).blend(r7, UPPER_ONE);
    r6 = t;
    r0.intoArray(to, toAt + 0 * toStride);
    r1.intoArray(to, toAt + 1 * toStride);
    r2.intoArray(to, toAt + 2 * toStride);
    r3.intoArray(to, toAt + 3 * toStride);
    r4.intoArray(to, toAt + 4 * toStride);
    r5.intoArray(to, toAt + 5 * toStride);
    r6.intoArray(to, toAt + 6 * toStride);
    r7.intoArray(to, toAt + 7 * toStride);
  }
}
