package marginflow.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import marginflow.array.Matrix;

/**
 * Products of a matrix and a vector. {@code A x} takes one inner product a row, in the order of
 * {@link InnerProduct}; {@code Aᵀ w} adds the rows, several in one pass over the sum but each
 * element one chain of fused multiply-adds in the order of the rows. So the bits do not depend on
 * lanes.
 */
public final class Gemv {

  /** Rows that are added in one pass: the sum is loaded and stored once for all of them. */
  private static final int BLOCK = 4;

  /**
   * Length from which on vectors are used: until a method is compiled they are objects, and in
   * shorter loops they gain little.
   */
  static final int LONG = 32;

  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

  private Gemv() {}

  /**
   * {@code out = A x}.
   *
   * @param a of which the leading rows × cols block is used
   * @param x the first {@code cols} used
   * @param out the first {@code rows} overwritten
   */
  public static void times(Matrix a, int rows, int cols, double[] x, double[] out) {
    for (int i = 0; i < rows; i++) {
      out[i] = InnerProduct.ofRow(a.data(), a.row(i), x, 0, cols);
    }
  }

  /**
   * {@code out += Aᵀ w}, rows of weight zero left out.
   *
   * @param a of which the leading rows × cols block is used
   * @param w weights, the first {@code rows} used
   * @param out updated from {@code at} on, length {@code cols}
   */
  public static void addRows(Matrix a, int rows, int cols, double[] w, double[] out, int at) {
    int[] used = new int[BLOCK];
    int count = 0;
    for (int i = 0; i < rows; i++) {
      if (w[i] != 0) {
        used[count++] = i;
      }
      if (count == BLOCK) {
        addFour(a, used, w, cols, out, at);
        count = 0;
      }
    }
    for (int b = 0; b < count; b++) {
      axpy(w[used[b]], a.data(), a.row(used[b]), out, at, cols);
    }
  }

  private static void addFour(Matrix a, int[] used, double[] w, int cols, double[] out, int at) {
    double[] d = a.data();
    int s0 = a.row(used[0]);
    int s1 = a.row(used[1]);
    int s2 = a.row(used[2]);
    int s3 = a.row(used[3]);
    double w0 = w[used[0]];
    double w1 = w[used[1]];
    double w2 = w[used[2]];
    double w3 = w[used[3]];
    int end = cols < LONG ? 0 : S.loopBound(cols);
    for (int k = 0; k < end; k += S.length()) {
      DoubleVector sum = DoubleVector.fromArray(S, out, at + k);
      sum = DoubleVector.fromArray(S, d, s0 + k).fma(DoubleVector.broadcast(S, w0), sum);
      sum = DoubleVector.fromArray(S, d, s1 + k).fma(DoubleVector.broadcast(S, w1), sum);
      sum = DoubleVector.fromArray(S, d, s2 + k).fma(DoubleVector.broadcast(S, w2), sum);
      sum = DoubleVector.fromArray(S, d, s3 + k).fma(DoubleVector.broadcast(S, w3), sum);
      sum.intoArray(out, at + k);
    }
    for (int k = end; k < cols; k++) {
      double sum = Math.fma(w0, d[s0 + k], out[at + k]);
      sum = Math.fma(w1, d[s1 + k], sum);
      sum = Math.fma(w2, d[s2 + k], sum);
      out[at + k] = Math.fma(w3, d[s3 + k], sum);
    }
  }

  /** {@code y += a x} on stretches of two arrays, or of one where they do not overlap. */
  public static void axpy(double a, double[] x, int xAt, double[] y, int yAt, int n) {
    int end = n < LONG ? 0 : S.loopBound(n);
    DoubleVector factor = DoubleVector.broadcast(S, a);
    for (int k = 0; k < end; k += S.length()) {
      DoubleVector.fromArray(S, x, xAt + k)
          .fma(factor, DoubleVector.fromArray(S, y, yAt + k))
          .intoArray(y, yAt + k);
    }
    for (int k = end; k < n; k++) {
      y[yAt + k] = Math.fma(a, x[xAt + k], y[yAt + k]);
    }
  }

  /** Rotates two stretches of one array by c and s: {@code (x, y) → (c x + s y, c y − s x)}. */
  static void rotate(double[] d, int xAt, int yAt, int n, double c, double s) {
    int end = n < LONG ? 0 : S.loopBound(n);
    for (int k = 0; k < end; k += S.length()) {
      DoubleVector x = DoubleVector.fromArray(S, d, xAt + k);
      DoubleVector y = DoubleVector.fromArray(S, d, yAt + k);
      x.mul(c).add(y.mul(s)).intoArray(d, xAt + k);
      y.mul(c).sub(x.mul(s)).intoArray(d, yAt + k);
    }
    for (int k = end; k < n; k++) {
      double x = d[xAt + k];
      double y = d[yAt + k];
      d[xAt + k] = c * x + s * y;
      d[yAt + k] = c * y - s * x;
    }
  }
}
