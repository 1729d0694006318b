package marginflow.linalg;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations, which give
 * every eigenvalue to an absolute error of a few {@code n u ‖A‖} (Golub and Van Loan, ch. 8.5).
 *
 * @param values eigenvalues, ascending
 * @param vectors row k is the eigenvector of {@code values[k]}
 */
public record SymmetricEigen(double[] values, double[][] vectors) {

  /** Decomposes a, which is overwritten. */
  public static SymmetricEigen of(double[][] a) {
    int n = a.length;
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      v[i][i] = 1;
    }
    double size = 0;
    for (double[] row : a) {
      size = Math.hypot(size, Vectors.norm(row));
    }
    double before = Double.POSITIVE_INFINITY;
    double off = offDiagonal(a);
    while (off > n * Vectors.UNIT_ROUNDOFF * size && off < before) {
      for (int p = 0; p < n; p++) {
        StopRequest.check();
        for (int q = p + 1; q < n; q++) {
          rotate(a, v, p, q);
        }
      }
      before = off;
      off = offDiagonal(a);
    }
    Integer[] order = new Integer[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    java.util.Arrays.sort(order, (i, j) -> Double.compare(a[i][i], a[j][j]));
    double[] values = new double[n];
    double[][] vectors = new double[n][];
    for (int k = 0; k < n; k++) {
      values[k] = a[order[k]][order[k]];
      vectors[k] = v[order[k]];
    }
    return new SymmetricEigen(values, vectors);
  }

  private static double offDiagonal(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += 2 * a[i][j] * a[i][j];
      }
    }
    return Math.sqrt(sum);
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double x = a[k][p];
      double y = a[k][q];
      a[k][p] = c * x - s * y;
      a[k][q] = s * x + c * y;
    }
    for (int k = 0; k < a.length; k++) {
      double x = a[p][k];
      double y = a[q][k];
      a[p][k] = c * x - s * y;
      a[q][k] = s * x + c * y;
      x = v[p][k];
      y = v[q][k];
      v[p][k] = c * x - s * y;
      v[q][k] = s * x + c * y;
    }
  }
}
