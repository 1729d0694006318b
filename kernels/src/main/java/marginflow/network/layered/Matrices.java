package marginflow.network.layered;

import java.util.Arrays;
import marginflow.array.Matrix;

/** Copies and sums of matrix views. */
final class Matrices {

  private Matrices() {}

  static void fill(Matrix m, double value) {
    for (int i = 0; i < m.rows(); i++) {
      Arrays.fill(m.data(), m.row(i), m.row(i) + m.cols(), value);
    }
  }

  static void copy(Matrix from, Matrix to) {
    for (int i = 0; i < from.rows(); i++) {
      System.arraycopy(from.data(), from.row(i), to.data(), to.row(i), from.cols());
    }
  }

  /** Copies one row into row 0 of another matrix. */
  static void copyRow(Matrix from, int row, Matrix to) {
    System.arraycopy(from.data(), from.row(row), to.data(), to.offset(), from.cols());
  }

  /** Copies all rows, densely packed, into an array. */
  static void copyDense(Matrix from, double[] to, int at) {
    for (int i = 0; i < from.rows(); i++) {
      System.arraycopy(from.data(), from.row(i), to, at + i * from.cols(), from.cols());
    }
  }

  /** {@code to += from}. */
  static void add(Matrix from, Matrix to) {
    for (int i = 0; i < from.rows(); i++) {
      int f = from.row(i);
      int t = to.row(i);
      for (int j = 0; j < from.cols(); j++) {
        to.data()[t + j] += from.data()[f + j];
      }
    }
  }

  /** {@code to −= from}. */
  static void subtract(Matrix from, Matrix to) {
    for (int i = 0; i < from.rows(); i++) {
      int f = from.row(i);
      int t = to.row(i);
      for (int j = 0; j < from.cols(); j++) {
        to.data()[t + j] -= from.data()[f + j];
      }
    }
  }

  /** Multiplies row i by {@code factors[i]}. */
  static void scaleRows(Matrix m, double[] factors) {
    for (int i = 0; i < m.rows(); i++) {
      for (int j = m.row(i); j < m.row(i) + m.cols(); j++) {
        m.data()[j] *= factors[i];
      }
    }
  }
}
