package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.WIDTH;

import marginflow.array.Matrix;
import marginflow.kernel.TwoLayerKernel;
import marginflow.kernel.TwoLayerState;

/**
 * The fused two-layer network. X is packed once; the weights are packed per evaluation into panels
 * of units, in which the gradient is formed as well.
 */
final class VectorTwoLayer implements TwoLayerKernel {

  /** Samples whose pre-activations are finished before the output layer reads them back. */
  private static final int BLOCK = 96;

  private final TwoLayerState state;
  private final int n;
  private final int d;
  private final int m;
  private final double[] x;
  private final double[] features;
  private final int paddedFeatures;
  private final double[] theta;
  private final double[] w;
  private final double[] v;
  private final double[] t;
  private final double[] c;
  private final double[] mixed;
  private final double[] scratch;
  private final Product product;
  private final OutputLayer output;
  private final TwoLayerGram gram;

  VectorTwoLayer(VectorKernels kernels, TwoLayerState state) {
    this.state = state;
    n = state.n();
    d = state.d();
    m = state.m();
    int units = Panels.paddedColumns(m);
    Matrix in = state.x();
    x = new double[Math.multiplyExact(Panels.paddedRows(n), d)];
    Panels.leftRows(in.data(), in.offset(), in.stride(), n, d, x);
    paddedFeatures = Panels.paddedRows(d);
    features = new double[Math.multiplyExact(n, paddedFeatures)];
    Panels.leftColumns(in.data(), in.offset(), in.stride(), d, n, features);
    theta = new double[state.parameters()];
    w = new double[units * d];
    v = new double[units * d];
    t = new double[units * paddedFeatures];
    c = new double[2 * n];
    mixed = new double[m * d];
    scratch = new double[Math.min(n, BLOCK) * m];
    product = kernels.product();
    output = new OutputLayer(state);
    gram = new TwoLayerGram(kernels, state, theta);
  }

  @Override
  public TwoLayerState state() {
    return state;
  }

  @Override
  public void forward(double[] newTheta, boolean frozen) {
    System.arraycopy(newTheta, 0, theta, 0, theta.length);
    Panels.rightColumns(theta, 0, d, d, m, w);
    for (int from = 0; from < n; from += BLOCK) {
      int to = Math.min(n, from + BLOCK);
      product.rows(x, w, d, n, from, to, state.z().data(), state.z().offset(), m, m, false);
      output.margins(theta, from, to, frozen);
    }
  }

  @Override
  public void vjp(double[] weights, double[] gradient) {
    sums(weights);
    finish(w, theta, gradient);
  }

  @Override
  public void hessianVector(double[] weights, double[] direction, double[] out) {
    sums(weights);
    Panels.rightColumns(direction, 0, d, d, m, v);
    finish(v, direction, out);
  }

  /** {@code T} in panels of units: {@code [unit panel][feature][WIDTH]}. */
  private void sums(double[] weights) {
    for (int i = 0; i < n; i++) {
      double on = weights[i] * state.y()[i];
      c[2 * i] = on;
      c[2 * i + 1] = on * state.alpha();
    }
    byte[] bits = state.pattern().bits();
    int bs = state.pattern().stride();
    for (int j = 0; j < paddedFeatures; ) {
      int height = Panels.height(j, d);
      for (int k = 0; k < m; k += WIDTH) {
        int tAt = k * paddedFeatures + j * WIDTH;
        if (height == Panels.TALL) {
          GradientTile.features12(features, j * n, c, bits, k >> 3, bs, k & 7, n, t, tAt);
        } else {
          GradientTile.features4(features, j * n, c, bits, k >> 3, bs, k & 7, n, t, tAt);
        }
      }
      j += height;
    }
  }

  /** {@code (a_k T_k; w_k · T_k)} with w packed and a behind it in {@code point}. */
  private void finish(double[] packed, double[] point, double[] out) {
    for (int k = 0; k < m; k += WIDTH) {
      int units = Math.min(WIDTH, m - k);
      for (int u = 0; u < units; u++) {
        double a = point[m * d + k + u];
        double dot = 0;
        int at = (k + u) * d;
        int tAt = k * paddedFeatures + u;
        int wAt = k * d + u;
        for (int j = 0; j < d; j++) {
          double sum = t[tAt + j * WIDTH];
          dot = Math.fma(packed[wAt + j * WIDTH], sum, dot);
          out[at + j] = a * sum;
        }
        out[m * d + k + u] = dot;
      }
    }
  }

  @Override
  public void jvp(double[] direction, double[] out) {
    for (int k = 0; k < m; k++) {
      double a = theta[m * d + k];
      double aDot = direction[m * d + k];
      for (int j = k * d; j < (k + 1) * d; j++) {
        mixed[j] = Math.fma(a, direction[j], aDot * theta[j]);
      }
    }
    Panels.rightColumns(mixed, 0, d, d, m, v);
    for (int from = 0; from < n; from += BLOCK) {
      int to = Math.min(n, from + BLOCK);
      product.rows(x, v, d, n, from, to, scratch, -from * m, m, m, false);
      output.tangents(scratch, from, to, out);
    }
  }

  @Override
  public void velocities(double[] direction, double[] out) {
    Panels.rightColumns(direction, 0, d, d, m, v);
    product.rows(x, v, d, n, 0, n, out, 0, m, m, false);
  }

  @Override
  public void gram(int[] rows, int count, Matrix out) {
    gram.compute(rows, count, out);
  }
}
