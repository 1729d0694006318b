package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.WIDTH;

import java.util.Arrays;

/**
 * Packing. A left operand (r × k) is cut into panels of 12 rows, the last of 12, 8 or 4: panel
 * {@code [k][12]} at {@code i0 · k} for the rows from i0 on, padded with zero rows to a multiple of
 * 4. A right operand (k × s) is cut into panels {@code [k][WIDTH]} at {@code j0 · k}, padded with
 * zero columns.
 */
final class Panels {

  /** Rows of a full left panel. */
  static final int TALL = 12;

  /** Rows of a last panel for 5 to 8 rows. */
  static final int MIDDLE = 8;

  /** Rows of a last panel for 1 to 4 rows. */
  static final int LOW = 4;

  private Panels() {}

  /** Rows of the left panel that starts at row i0 of r. */
  static int height(int i0, int r) {
    int left = r - i0;
    return left > MIDDLE ? TALL : left > LOW ? MIDDLE : LOW;
  }

  /** Rows of a packed left operand. */
  static int paddedRows(int r) {
    return (r + LOW - 1) / LOW * LOW;
  }

  /** Columns of a packed right operand. */
  static int paddedColumns(int s) {
    return (s + WIDTH - 1) / WIDTH * WIDTH;
  }

  /** An array of at least this length: the given one, or a new one where it is too short. */
  static double[] grown(double[] array, long length) {
    return array.length >= length ? array : new double[Math.toIntExact(length)];
  }

  /** Packs a left operand whose rows are stored as rows, stride apart. */
  static void leftRows(double[] from, int at, int stride, int r, int k, double[] to) {
    for (int i = 0; i < r; ) {
      int height = height(i, r);
      transpose(from, at + i * stride, stride, Math.min(height, r - i), k, to, i * k, height);
      i += height;
    }
  }

  /** Packs a left operand whose columns are stored as rows, stride apart. */
  static void leftColumns(double[] from, int at, int stride, int r, int k, double[] to) {
    for (int i = 0; i < r; ) {
      int height = height(i, r);
      copy(from, at + i, stride, Math.min(height, r - i), k, to, i * k, height);
      i += height;
    }
  }

  /** Packs a right operand whose columns are stored as rows, stride apart. */
  static void rightColumns(double[] from, int at, int stride, int k, int s, double[] to) {
    for (int j = 0; j < s; j += WIDTH) {
      transpose(from, at + j * stride, stride, Math.min(WIDTH, s - j), k, to, j * k, WIDTH);
    }
  }

  /** Packs a right operand whose rows are stored as rows, stride apart. */
  static void rightRows(double[] from, int at, int stride, int k, int s, double[] to) {
    for (int j = 0; j < s; j += WIDTH) {
      copy(from, at + j, stride, Math.min(WIDTH, s - j), k, to, j * k, WIDTH);
    }
  }

  /** Lines of length k become the columns of a panel; missing lines are zero. */
  private static void transpose(
      double[] from, int at, int stride, int lines, int k, double[] to, int toAt, int width) {
    int line = 0;
    if (Transposition.AVAILABLE) {
      for (; line + 8 <= lines; line += 8) {
        eightLines(from, at + line * stride, stride, k, to, toAt + line, width);
      }
    }
    for (; line + 4 <= lines; line += 4) {
      fourLines(from, at + line * stride, stride, k, to, toAt + line, width);
    }
    for (; line < lines; line++) {
      int source = at + line * stride;
      int target = toAt + line;
      for (int j = 0; j < k; j++) {
        to[target + j * width] = from[source + j];
      }
    }
    if (lines < width) {
      for (int j = 0; j < k; j++) {
        Arrays.fill(to, toAt + j * width + lines, toAt + (j + 1) * width, 0);
      }
    }
  }

  private static void eightLines(
      double[] from, int at, int stride, int k, double[] to, int toAt, int width) {
    if (k < Transposition.SIZE) {
      for (int j = 0; j < k; j++) {
        for (int line = 0; line < 8; line++) {
          to[toAt + j * width + line] = from[at + line * stride + j];
        }
      }
      return;
    }
    for (int start = 0; start < k; start += Transposition.SIZE) {
      // The last block goes back over elements that the one before has done.
      int j = Math.min(start, k - Transposition.SIZE);
      Transposition.block(from, at + j, stride, Transposition.ONES, 0, to, toAt + j * width, width);
    }
  }

  private static void fourLines(
      double[] from, int s0, int stride, int k, double[] to, int toAt, int width) {
    int s1 = s0 + stride;
    int s2 = s1 + stride;
    int s3 = s2 + stride;
    int target = toAt;
    for (int j = 0; j < k; j++) {
      to[target] = from[s0 + j];
      to[target + 1] = from[s1 + j];
      to[target + 2] = from[s2 + j];
      to[target + 3] = from[s3 + j];
      target += width;
    }
  }

  /** k rows of {@code count} elements become the rows of a panel; missing elements are zero. */
  private static void copy(
      double[] from, int at, int stride, int count, int k, double[] to, int toAt, int width) {
    for (int j = 0; j < k; j++) {
      int source = at + j * stride;
      int target = toAt + j * width;
      for (int c = 0; c < count; c++) {
        to[target + c] = from[source + c];
      }
      for (int c = count; c < width; c++) {
        to[target + c] = 0;
      }
    }
  }
}
