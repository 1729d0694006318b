package marginflow.linalg;

import marginflow.array.Matrix;

/**
 * A Cholesky factorization {@code G = RᵀR} of a Gram matrix whose rows and columns come and go:
 * appended by a triangular solution, removed by Givens rotations (Golub and Van Loan, ch. 12.5).
 * What it solves is off by the square of what an orthogonal factorization is; whoever needs more
 * repeats the solution with the residual of the columns themselves.
 */
public final class UpdatedCholesky {

  private Matrix r = Matrix.zeros(16, 16);
  private int size;

  /** The factorization of a matrix without rows. */
  public UpdatedCholesky() {}

  /** Number of columns. */
  public int size() {
    return size;
  }

  /** Removes all columns. */
  public void clear() {
    size = 0;
  }

  /**
   * Appends a column.
   *
   * @param products inner products with the columns there are, in their order; overwritten
   * @param squared the column's squared length
   * @param least share of it that must be left beside the others
   * @return false, with nothing changed, if less is left
   */
  public boolean append(double[] products, double squared, double least) {
    ensure(size + 1);
    solveTransposed(products);
    double left = squared - Vectors.dot(products, 0, products, 0, size);
    if (!(left > least * squared)) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      r.data()[r.row(i) + size] = products[i];
    }
    r.data()[r.row(size) + size] = Math.sqrt(left);
    size++;
    return true;
  }

  /** Removes column j; later columns move down by one. */
  public void remove(int j) {
    double[] d = r.data();
    for (int i = 0; i <= j; i++) {
      int at = r.row(i);
      System.arraycopy(d, at + j + 1, d, at + j, size - 1 - j);
    }
    for (int i = j + 1; i < size; i++) {
      // Row i − 1 lacks its own diagonal entry, which row i has in column i − 1 now.
      int upper = r.row(i - 1);
      int lower = r.row(i);
      System.arraycopy(d, lower + i, d, lower + i - 1, size - i);
      double h = Math.hypot(d[upper + i - 1], d[lower + i - 1]);
      double c = d[upper + i - 1] / h;
      double s = d[lower + i - 1] / h;
      d[upper + i - 1] = h;
      Gemv.rotate(d, upper + i, lower + i, size - 1 - i, c, s);
    }
    size--;
  }

  /** Solves {@code G x = b} in place, the first {@link #size} entries. */
  public void solve(double[] b) {
    solveTransposed(b);
    double[] d = r.data();
    for (int i = size - 1; i >= 0; i--) {
      int at = r.row(i) + i;
      double sum = b[i] - InnerProduct.ofRow(d, at + 1, b, i + 1, size - 1 - i);
      b[i] = sum / d[at];
    }
  }

  /** Solves {@code Rᵀ x = b} in place. */
  private void solveTransposed(double[] b) {
    double[] d = r.data();
    for (int i = 0; i < size; i++) {
      int at = r.row(i) + i;
      b[i] /= d[at];
      Gemv.axpy(-b[i], d, at + 1, b, i + 1, size - 1 - i);
    }
  }

  private void ensure(int columns) {
    if (columns > r.cols()) {
      Matrix larger = Matrix.zeros(2 * columns, 2 * columns);
      for (int i = 0; i < size; i++) {
        System.arraycopy(r.data(), r.row(i), larger.data(), larger.row(i), size);
      }
      r = larger;
    }
  }
}
