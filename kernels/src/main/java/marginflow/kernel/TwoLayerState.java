package marginflow.kernel;

import java.util.Locale;
import marginflow.array.Matrix;
import marginflow.array.SignPattern;

/**
 * Data of a two-layer network and the buffers that {@link TwoLayerKernel#forward} fills; the caller
 * owns them. With input d, width m and n samples, θ is W (m × d, row-major) followed by a (m).
 *
 * @param x inputs, n × d, constant from now on (an implementation may keep a packed copy)
 * @param y labels ±1, length n, constant from now on
 * @param alpha slope of the activation on the negative side; 1 makes the network linear
 * @param z pre-activations {@code z_ik = w_k · x_i}, n × m, densely packed
 * @param pattern the side of every kink, n × m
 * @param q margins {@code q_i = y_i Σ_k a_k φ(z_ik)}, length n
 */
public record TwoLayerState(
    Matrix x, double[] y, double alpha, Matrix z, SignPattern pattern, double[] q) {

  /** Checks that the shapes fit together. */
  public TwoLayerState {
    int n = x.rows();
    if (y.length != n || q.length != n || z.rows() != n || pattern.rows() != n) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected %d samples, found %d labels, %d margins, %d rows of z, %d of the pattern",
              n,
              y.length,
              q.length,
              z.rows(),
              pattern.rows()));
    }
    if (pattern.units() != z.cols() || z.stride() != z.cols()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected dense pre-activations of the pattern's %d units, found %d with stride %d",
              pattern.units(),
              z.cols(),
              z.stride()));
    }
  }

  /** Number of samples n. */
  public int n() {
    return x.rows();
  }

  /** Number of inputs d. */
  public int d() {
    return x.cols();
  }

  /** Width m. */
  public int m() {
    return z.cols();
  }

  /** Number of parameters, {@code m d + m}. */
  public int parameters() {
    return m() * d() + m();
  }
}
