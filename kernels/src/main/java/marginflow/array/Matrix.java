package marginflow.array;

import java.util.Locale;
import java.util.Objects;

/**
 * A row-major view of a rectangle inside a {@code double[]}: element (i, j) is {@code data[offset +
 * i * stride + j]}. Views are made once, when a workspace is sized; the hot path only reads their
 * fields.
 *
 * @param data the backing array, shared with whoever made the view
 * @param offset index of element (0, 0)
 * @param rows number of rows, at least 0
 * @param cols number of columns, at least 0
 * @param stride distance between the first elements of consecutive rows, at least {@code cols}
 */
public record Matrix(double[] data, int offset, int rows, int cols, int stride) {

  /** Checks that every element of the view lies inside the array. */
  public Matrix {
    Objects.requireNonNull(data, "data");
    if (rows < 0 || cols < 0 || stride < cols || offset < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "not a matrix view: %d x %d, stride %d, offset %d",
              rows,
              cols,
              stride,
              offset));
    }
    long end = rows == 0 ? offset : offset + (long) (rows - 1) * stride + cols;
    if (end > data.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a %d x %d view with stride %d at offset %d needs %d elements, the array has %d",
              rows,
              cols,
              stride,
              offset,
              end,
              data.length));
    }
  }

  /** A new zero matrix with its own array. */
  public static Matrix zeros(int rows, int cols) {
    return new Matrix(new double[Math.multiplyExact(rows, cols)], 0, rows, cols, cols);
  }

  /** A densely packed view of {@code rows * cols} elements from {@code offset} on. */
  public static Matrix view(double[] data, int offset, int rows, int cols) {
    return new Matrix(data, offset, rows, cols, cols);
  }

  /** A new matrix with a copy of the given rows, which must all be of one length. */
  public static Matrix of(double[][] values) {
    int cols = values.length == 0 ? 0 : values[0].length;
    Matrix m = zeros(values.length, cols);
    for (int i = 0; i < values.length; i++) {
      if (values[i].length != cols) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "row %d has %d columns, row 0 has %d", i, values[i].length, cols));
      }
      System.arraycopy(values[i], 0, m.data, i * cols, cols);
    }
    return m;
  }

  /** Index of element (i, 0) in {@link #data}. */
  public int row(int i) {
    return offset + i * stride;
  }

  /** Element (i, j); for tests and set-up, not for inner loops. */
  public double get(int i, int j) {
    return data[Objects.checkIndex(i, rows) * stride + offset + Objects.checkIndex(j, cols)];
  }

  /** Sets element (i, j); for tests and set-up, not for inner loops. */
  public void set(int i, int j, double value) {
    data[Objects.checkIndex(i, rows) * stride + offset + Objects.checkIndex(j, cols)] = value;
  }
}
