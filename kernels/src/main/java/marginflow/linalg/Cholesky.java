package marginflow.linalg;

import marginflow.array.Matrix;

/**
 * Cholesky factorization {@code A = UᵀU} of a symmetric positive definite matrix, in place in the
 * upper triangle. Rows are taken off rows, several in one pass over the row below but each sum in
 * the order of the rows.
 */
public final class Cholesky {

  /** Rows of U that are taken off a row below in one pass, in their order. */
  private static final int BLOCK = 4;

  private Cholesky() {}

  /**
   * Factors the leading n × n block.
   *
   * @return false if a pivot is not positive; the block is then undefined
   */
  public static boolean factor(Matrix a, int n) {
    for (int j = 0; j < n; j += BLOCK) {
      int end = Math.min(n, j + BLOCK);
      for (int row = j; row < end; row++) {
        for (int above = j; above < row; above++) {
          subtract(a, above, row, n);
        }
        if (!scale(a, row, n)) {
          return false;
        }
      }
      // A short block is the last, with nothing below it.
      for (int i = end; i < n; i++) {
        subtractBlock(a, j, i, n);
      }
    }
    return true;
  }

  /** Solves {@code UᵀU x = b} in place. */
  public static void solve(Matrix u, int n, double[] b) {
    double[] d = u.data();
    for (int i = 0; i < n; i++) {
      int row = u.row(i);
      double x = b[i] / d[row + i];
      b[i] = x;
      for (int k = i + 1; k < n; k++) {
        b[k] -= x * d[row + k];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      int row = u.row(i);
      double sum = b[i];
      for (int k = i + 1; k < n; k++) {
        sum -= d[row + k] * b[k];
      }
      b[i] = sum / d[row + i];
    }
  }

  /** Makes a row of U of what is left of A's; false if its pivot is not positive. */
  private static boolean scale(Matrix a, int row, int n) {
    double[] d = a.data();
    int at = a.row(row);
    double pivot = d[at + row];
    if (!(pivot > 0)) {
      return false;
    }
    double inverse = 1 / Math.sqrt(pivot);
    for (int k = row; k < n; k++) {
      d[at + k] *= inverse;
    }
    return true;
  }

  /** Takes a row of U off a row below. */
  private static void subtract(Matrix a, int above, int row, int n) {
    double[] d = a.data();
    int source = a.row(above);
    int target = a.row(row);
    double factor = d[source + row];
    for (int k = row; k < n; k++) {
      d[target + k] -= factor * d[source + k];
    }
  }

  /** Takes the rows of a block, from one on, off a row below. */
  private static void subtractBlock(Matrix a, int first, int row, int n) {
    double[] d = a.data();
    int target = a.row(row);
    int s0 = a.row(first);
    int s1 = a.row(first + 1);
    int s2 = a.row(first + 2);
    int s3 = a.row(first + 3);
    double f0 = d[s0 + row];
    double f1 = d[s1 + row];
    double f2 = d[s2 + row];
    double f3 = d[s3 + row];
    for (int k = row; k < n; k++) {
      double left = d[target + k] - f0 * d[s0 + k];
      left -= f1 * d[s1 + k];
      left -= f2 * d[s2 + k];
      d[target + k] = left - f3 * d[s3 + k];
    }
  }
}
