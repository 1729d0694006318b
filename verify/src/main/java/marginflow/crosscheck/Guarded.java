package marginflow.crosscheck;

import java.util.Arrays;
import java.util.SplittableRandom;
import marginflow.array.Matrix;

/**
 * A matrix view at an odd place: unaligned offset, stride beyond its width, and a pattern of bits
 * around it that no kernel may touch.
 *
 * @param view the matrix
 */
record Guarded(Matrix view) {

  /** A NaN with a payload that no arithmetic produces. */
  private static final double GUARD = Double.longBitsToDouble(0x7ff8_dead_beef_cafeL);

  /** A view whose elements are filled. */
  static Guarded filled(int rows, int cols, Fill fill, SplittableRandom random) {
    Guarded guarded = empty(rows, cols, random);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        guarded.view.set(i, j, fill.next(random));
      }
    }
    return guarded;
  }

  /** A view whose elements are guards as well, so that one left unwritten shows as NaN. */
  static Guarded empty(int rows, int cols, SplittableRandom random) {
    int offset = random.nextInt(10);
    int stride = cols + random.nextInt(4);
    double[] data = new double[offset + rows * stride + 9];
    Arrays.fill(data, GUARD);
    return new Guarded(new Matrix(data, offset, rows, cols, stride));
  }

  /** Whether everything outside the view is as it was. */
  boolean intact() {
    double[] rest = view.data().clone();
    for (int i = 0; i < view.rows(); i++) {
      Arrays.fill(rest, view.row(i), view.row(i) + view.cols(), GUARD);
    }
    for (double x : rest) {
      if (Double.doubleToRawLongBits(x) != Double.doubleToRawLongBits(GUARD)) {
        return false;
      }
    }
    return true;
  }
}
