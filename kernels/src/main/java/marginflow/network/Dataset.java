package marginflow.network;

import java.util.Locale;
import java.util.Objects;
import marginflow.array.Matrix;

/**
 * A finite binary classification problem {@code (x_i, y_i)}, i = 1..n.
 *
 * @param x inputs, n × d, row-major
 * @param y labels, length n, each −1 or +1
 */
public record Dataset(Matrix x, double[] y) {

  /** Checks that there is one label per row, each ±1, and that every input is finite. */
  public Dataset {
    Objects.requireNonNull(x, "x");
    if (x.rows() != y.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected one label per sample, found %d labels for %d samples",
              y.length,
              x.rows()));
    }
    for (int i = 0; i < y.length; i++) {
      if (Math.abs(y[i]) != 1) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "label %d: expected -1 or 1, found %s", i, y[i]));
      }
      for (int j = 0; j < x.cols(); j++) {
        if (!Double.isFinite(x.get(i, j))) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "input (%d, %d): expected a finite number, found %s",
                  i,
                  j,
                  x.get(i, j)));
        }
      }
    }
  }

  /** Number of samples n. */
  public int n() {
    return x.rows();
  }

  /** Number of input features d. */
  public int d() {
    return x.cols();
  }
}
