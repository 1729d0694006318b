package marginflow.kernel;

import java.util.Arrays;
import java.util.List;
import marginflow.array.Matrix;
import marginflow.array.SignPattern;

/**
 * The contract in plain loops: portable, single-threaded, written for reading. Products use {@link
 * Math#fma} in ascending order, so that the vector kernels can be compared bit for bit.
 */
final class ScalarKernels implements Kernels {

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public int threads() {
    return 1;
  }

  /** One plain loop each, but for chains and groups of four samples. */
  @Override
  public Seams seams() {
    List<Integer> chains = List.of(OrderedSum.COUNT);
    List<Integer> groups = List.of(TwoLayerKernel.GROUP);
    return new Seams(List.of(1), List.of(1), List.of(1), groups, chains, chains, chains);
  }

  @Override
  public void abt(Matrix a, Matrix b, Matrix c) {
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.cols(); j++) {
        c.data()[c.row(i) + j] = dot(a.data(), a.row(i), b.data(), b.row(j), a.cols());
      }
    }
  }

  @Override
  public void ab(Matrix a, Matrix b, Matrix c) {
    for (int i = 0; i < c.rows(); i++) {
      Arrays.fill(c.data(), c.row(i), c.row(i) + c.cols(), 0);
      for (int k = 0; k < a.cols(); k++) {
        axpy(a.data()[a.row(i) + k], b.data(), b.row(k), c.data(), c.row(i), c.cols());
      }
    }
  }

  @Override
  public void atb(Matrix a, Matrix b, Matrix c) {
    for (int i = 0; i < c.rows(); i++) {
      Arrays.fill(c.data(), c.row(i), c.row(i) + c.cols(), 0);
      for (int k = 0; k < a.rows(); k++) {
        axpy(a.data()[a.row(k) + i], b.data(), b.row(k), c.data(), c.row(i), c.cols());
      }
    }
  }

  @Override
  public void aat(Matrix a, Matrix c) {
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j <= i; j++) {
        double value = dot(a.data(), a.row(i), a.data(), a.row(j), a.cols());
        c.data()[c.row(i) + j] = value;
        c.data()[c.row(j) + i] = value;
      }
    }
  }

  @Override
  public void signs(Matrix z, SignPattern pattern) {
    for (int i = 0; i < z.rows(); i++) {
      for (int k = 0; k < z.cols(); k++) {
        pattern.set(i, k, z.data()[z.row(i) + k] > 0);
      }
    }
  }

  @Override
  public void gate(Matrix in, SignPattern pattern, double alpha, Matrix out) {
    for (int i = 0; i < in.rows(); i++) {
      for (int k = 0; k < in.cols(); k++) {
        double value = in.data()[in.row(i) + k];
        out.data()[out.row(i) + k] = pattern.get(i, k) ? value : alpha * value;
      }
    }
  }

  @Override
  public double softmin(double[] q, int n, double[] p) {
    return Softmin.weights(q, n, p);
  }

  @Override
  public void exp(double[] x, int n, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = Elementary.exp(x[i]);
    }
  }

  @Override
  public void log1p(double[] x, int n, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = Elementary.log1p(x[i]);
    }
  }

  private final double[] chains = new double[OrderedSum.COUNT];

  @Override
  public double combine(
      double[] y, double[][] k, double[] b, double[] e, int stages, double[] out) {
    Arrays.fill(chains, 0);
    for (int j = 0; j < y.length; j++) {
      double value = y[j];
      double error = 0;
      for (int s = 0; s < stages; s++) {
        value = Math.fma(b[s], k[s][j], value);
        error = Math.fma(e[s], k[s][j], error);
      }
      out[j] = value;
      chains[j & 7] = Math.fma(error, error, chains[j & 7]);
    }
    return OrderedSum.join(chains, 0);
  }

  @Override
  public double dot(double[] x, double[] y, int n) {
    Arrays.fill(chains, 0);
    for (int j = 0; j < n; j++) {
      chains[j & 7] = Math.fma(x[j], y[j], chains[j & 7]);
    }
    return OrderedSum.join(chains, 0);
  }

  @Override
  public int crossings(double[] before, double[] after, int n, int[] kinks, double[] fractions) {
    int count = 0;
    for (int j = 0; j < n; j++) {
      if (before[j] > 0 != after[j] > 0) {
        kinks[count] = j;
        fractions[count++] = ZeroCrossing.fraction(before[j], after[j]);
      }
    }
    return count;
  }

  @Override
  public TwoLayerKernel twoLayer(TwoLayerState state) {
    return new ScalarTwoLayer(state);
  }

  /** One fused chain over ascending k. */
  static double dot(double[] a, int aAt, double[] b, int bAt, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum = Math.fma(a[aAt + k], b[bAt + k], sum);
    }
    return sum;
  }

  /** {@code y += factor x}, fused. */
  static void axpy(double factor, double[] x, int xAt, double[] y, int yAt, int length) {
    for (int j = 0; j < length; j++) {
      y[yAt + j] = Math.fma(factor, x[xAt + j], y[yAt + j]);
    }
  }
}
