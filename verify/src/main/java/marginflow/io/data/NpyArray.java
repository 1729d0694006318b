package marginflow.io.data;

import java.util.Arrays;

/**
 * An array as NumPy would show it, with its elements as doubles in C order whatever the file's type
 * and order were. Integers are exact: a reader refuses those that no double holds.
 *
 * @param shape lengths of the axes; empty for a scalar
 * @param data elements, row-major
 */
public record NpyArray(int[] shape, double[] data) {

  /** Checks that the elements fill the shape. */
  public NpyArray {
    long size = 1;
    for (int length : shape) {
      size *= length;
    }
    if (size != data.length) {
      throw new IllegalArgumentException(
          "shape %s needs %d elements, the array has %d"
              .formatted(Arrays.toString(shape), size, data.length));
    }
  }

  /** A vector. */
  public static NpyArray vector(double[] data) {
    return new NpyArray(new int[] {data.length}, data);
  }

  /** A matrix, row-major. */
  public static NpyArray matrix(int rows, int cols, double[] data) {
    return new NpyArray(new int[] {rows, cols}, data);
  }

  /** The shape as Python writes it: {@code (3, 4)}, {@code (3,)}, {@code ()}. */
  public String shapeText() {
    return shapeText(shape);
  }

  /** A shape as Python writes it. */
  static String shapeText(int[] shape) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < shape.length; i++) {
      text.append(i == 0 ? "" : ", ").append(shape[i]);
    }
    return text.append(shape.length == 1 ? ",)" : ")").toString();
  }
}
