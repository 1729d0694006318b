package marginflow.network.layered;

import java.util.ArrayList;
import java.util.List;
import marginflow.array.Matrix;

/** Views of arrays, each made once, for a loop that sees the same few arrays again and again. */
final class Views {
  private final List<Matrix> made = new ArrayList<>();

  /** The densely packed view of {@code rows · cols} elements from {@code offset} on. */
  @SuppressWarnings("ReferenceEquality") // It is the array that counts, not what is in it.
  Matrix of(double[] data, int offset, int rows, int cols) {
    for (int k = 0; k < made.size(); k++) {
      Matrix view = made.get(k);
      if (view.data() == data
          && view.offset() == offset
          && view.rows() == rows
          && view.cols() == cols) {
        return view;
      }
    }
    made.add(Matrix.view(data, offset, rows, cols));
    return made.getLast();
  }

  /** Lets go of all of them. */
  void clear() {
    made.clear();
  }
}
