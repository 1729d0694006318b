package marginflow.flow;

import marginflow.array.Matrix;

/**
 * Cholesky factorization {@code A = UᵀU} of a symmetric positive definite matrix, in place in the
 * upper triangle. Rows of U are updated by multiples of rows, which the compiler vectorizes without
 * changing the order of sums.
 */
final class Cholesky {

  private Cholesky() {}

  /**
   * Factors the leading n × n block.
   *
   * @return false if a pivot is not positive; the block is then undefined
   */
  static boolean factor(Matrix a, int n) {
    double[] d = a.data();
    for (int j = 0; j < n; j++) {
      int row = a.row(j);
      double pivot = d[row + j];
      if (!(pivot > 0)) {
        return false;
      }
      double inverse = 1 / Math.sqrt(pivot);
      for (int k = j; k < n; k++) {
        d[row + k] *= inverse;
      }
      for (int i = j + 1; i < n; i++) {
        subtract(d, a.row(i) + i, row + i, d[row + i], n - i);
      }
    }
    return true;
  }

  /** Solves {@code UᵀU x = b} in place. */
  static void solve(Matrix u, int n, double[] b) {
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

  private static void subtract(double[] d, int target, int source, double factor, int length) {
    for (int k = 0; k < length; k++) {
      d[target + k] -= factor * d[source + k];
    }
  }
}
