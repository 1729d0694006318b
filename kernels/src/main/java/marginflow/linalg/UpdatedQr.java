package marginflow.linalg;

import java.util.ArrayList;
import java.util.List;

/**
 * A thin factorization {@code A = Q R} of a matrix whose columns come and go: columns are appended
 * by Gram–Schmidt, with a second pass where the first cancels ("twice is enough"), and removed by
 * Givens rotations. Q stays orthonormal to working precision, however ill-conditioned A is.
 */
public final class UpdatedQr {

  /**
   * A column counts as dependent when less than this share of it is left after orthogonalization:
   * the rest is then made of rounding errors of the subtraction, u times a moderate number of
   * columns.
   */
  private static final double DEPENDENT = 0x1p-46;

  /** Where this share of a column is left, once was enough: nothing much was cancelled. */
  private static final double ONCE = Math.sqrt(0.5);

  private final int length;
  private final List<double[]> q = new ArrayList<>();

  /** Column j of R, entries 0..j. */
  private final List<double[]> r = new ArrayList<>();

  public UpdatedQr(int length) {
    this.length = length;
  }

  /** Number of columns. */
  public int columns() {
    return q.size();
  }

  /**
   * Appends a column.
   *
   * @return false, with nothing changed, if it depends on the others to working precision
   */
  public boolean append(double[] column) {
    int k = q.size();
    double[] v = column.clone();
    double[] coefficients = new double[k + 1];
    double before = Vectors.norm(v);
    double left = 0;
    for (int pass = 0; pass < 2 && left < ONCE * before; pass++) {
      for (int j = 0; j < k; j++) {
        double c = Vectors.dot(q.get(j), v);
        coefficients[j] += c;
        Vectors.addScaled(-c, q.get(j), v);
      }
      left = Vectors.norm(v);
    }
    double after = left;
    if (!(after > DEPENDENT * before)) {
      return false;
    }
    coefficients[k] = after;
    for (int i = 0; i < length; i++) {
      v[i] /= after;
    }
    q.add(v);
    r.add(coefficients);
    return true;
  }

  /** Removes column j; later columns move down by one. */
  void remove(int j) {
    r.remove(j);
    for (int i = j; i < r.size(); i++) {
      double[] column = r.get(i);
      double h = Math.hypot(column[i], column[i + 1]);
      double c = column[i] / h;
      double s = column[i + 1] / h;
      rotate(q.get(i), q.get(i + 1), c, s);
      for (int l = i + 1; l < r.size(); l++) {
        double[] other = r.get(l);
        double upper = other[i];
        double lower = other[i + 1];
        other[i] = c * upper + s * lower;
        other[i + 1] = c * lower - s * upper;
      }
      double[] shorter = new double[i + 1];
      System.arraycopy(column, 0, shorter, 0, i);
      shorter[i] = h;
      r.set(i, shorter);
    }
    q.removeLast();
  }

  private static void rotate(double[] a, double[] b, double c, double s) {
    for (int i = 0; i < a.length; i++) {
      double upper = a[i];
      double lower = b[i];
      a[i] = c * upper + s * lower;
      b[i] = c * lower - s * upper;
    }
  }

  /** The x that minimizes {@code ‖A x − b‖}. */
  public double[] solve(double[] b) {
    int k = q.size();
    double[] x = new double[k];
    double[] rest = b.clone();
    for (int j = 0; j < k; j++) {
      x[j] = Vectors.dot(q.get(j), rest);
      Vectors.addScaled(-x[j], q.get(j), rest);
    }
    backSubstitute(x);
    return x;
  }

  private void backSubstitute(double[] x) {
    for (int j = x.length - 1; j >= 0; j--) {
      double[] column = r.get(j);
      x[j] /= column[j];
      for (int i = 0; i < j; i++) {
        x[i] -= column[i] * x[j];
      }
    }
  }

  /** The part of b orthogonal to every column, b overwritten. */
  public void project(double[] b) {
    for (int pass = 0; pass < 2; pass++) {
      for (double[] column : q) {
        Vectors.addScaled(-Vectors.dot(column, b), column, b);
      }
    }
  }

  /** The shortest w with {@code Aᵀ w = rhs}. */
  public double[] leastNorm(double[] rhs) {
    double[] w = new double[length];
    double[] c = new double[q.size()];
    for (int j = 0; j < c.length; j++) {
      double[] column = r.get(j);
      double sum = rhs[j];
      for (int i = 0; i < j; i++) {
        sum -= column[i] * c[i];
      }
      c[j] = sum / column[j];
      Vectors.addScaled(c[j], q.get(j), w);
    }
    return w;
  }
}
