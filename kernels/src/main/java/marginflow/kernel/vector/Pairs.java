package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * From pairs to two rows and back, two look-ups for eight pairs of 512-bit vectors. Scalar loops
 * took 44 ns for fifty pairs, a twentieth of the gradient of a small network in the plane.
 */
final class Pairs {

  /** Whether these can be used. */
  static final boolean AVAILABLE = VL == 8;

  private static final VectorSpecies<Long> LONGS = S.withLanes(long.class);

  private static final long[] FIRST = {0, 2, 4, 6, 8, 10, 12, 14};
  private static final long[] SECOND = {1, 3, 5, 7, 9, 11, 13, 15};
  private static final long[] LOWER = {0, 8, 1, 9, 2, 10, 3, 11};
  private static final long[] UPPER = {4, 12, 5, 13, 6, 14, 7, 15};

  private Pairs() {}

  /**
   * Takes pairs apart, as many whole vectors of them as there are.
   *
   * @param from pairs, from index 0
   * @param count number of pairs
   * @param to first elements from 0, second ones from {@code row}
   * @return how many pairs are done
   */
  static int split(double[] from, int count, double[] to, int row) {
    LongVector first = LongVector.fromArray(LONGS, FIRST, 0);
    LongVector second = LongVector.fromArray(LONGS, SECOND, 0);
    int k = 0;
    for (; k + VL <= count; k += VL) {
      LongVector a = DoubleVector.fromArray(S, from, 2 * k).reinterpretAsLongs();
      LongVector b = DoubleVector.fromArray(S, from, 2 * k + VL).reinterpretAsLongs();
      first.selectFrom(a, b).reinterpretAsDoubles().intoArray(to, k);
      second.selectFrom(a, b).reinterpretAsDoubles().intoArray(to, row + k);
    }
    return k;
  }

  /**
   * The way back, for pairs {@code start ≤ k < end}.
   *
   * @return the first that is not done
   */
  static int join(double[] from, int row, int start, int end, double[] to) {
    LongVector lower = LongVector.fromArray(LONGS, LOWER, 0);
    LongVector upper = LongVector.fromArray(LONGS, UPPER, 0);
    int k = start;
    for (; k + VL <= end; k += VL) {
      LongVector a = DoubleVector.fromArray(S, from, k).reinterpretAsLongs();
      LongVector b = DoubleVector.fromArray(S, from, row + k).reinterpretAsLongs();
      lower.selectFrom(a, b).reinterpretAsDoubles().intoArray(to, 2 * k);
      upper.selectFrom(a, b).reinterpretAsDoubles().intoArray(to, 2 * k + VL);
    }
    return k;
  }
}
