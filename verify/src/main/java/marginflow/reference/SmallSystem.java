package marginflow.reference;

/** Dense linear systems of a few unknowns. */
final class SmallSystem {

  private SmallSystem() {}

  /**
   * Solves {@code A x = b} by elimination with row exchanges.
   *
   * @param a the matrix, overwritten
   * @param b the right side, overwritten with the solution
   * @return whether no pivot was zero
   */
  static boolean solve(double[][] a, double[] b) {
    int size = b.length;
    for (int c = 0; c < size; c++) {
      int pivot = c;
      for (int r = c + 1; r < size; r++) {
        pivot = Math.abs(a[r][c]) > Math.abs(a[pivot][c]) ? r : pivot;
      }
      if (a[pivot][c] == 0) {
        return false;
      }
      double[] row = a[c];
      a[c] = a[pivot];
      a[pivot] = row;
      double right = b[c];
      b[c] = b[pivot];
      b[pivot] = right;
      for (int r = c + 1; r < size; r++) {
        double factor = a[r][c] / a[c][c];
        for (int j = c; j < size; j++) {
          a[r][j] -= factor * a[c][j];
        }
        b[r] -= factor * b[c];
      }
    }
    for (int c = size - 1; c >= 0; c--) {
      for (int j = c + 1; j < size; j++) {
        b[c] -= a[c][j] * b[j];
      }
      b[c] /= a[c][c];
    }
    return true;
  }
}
