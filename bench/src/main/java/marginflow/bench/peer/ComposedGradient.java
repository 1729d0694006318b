package marginflow.bench.peer;

import java.util.Arrays;
import marginflow.kernel.Kernels;
import marginflow.network.Dataset;

/** The gradient composed of a library's two matrix products and {@link Glue} between them. */
public final class ComposedGradient implements Gradient {

  private final Gemm gemm;
  private final Kernels kernels;
  private final int n;
  private final int d;
  private final int m;
  private final double alpha;
  private final double[] x;
  private final double[] y;
  private final double[] hidden;
  private final double[] q;
  private final double[] p;
  private final double[] exact;

  /**
   * Binds a library to data.
   *
   * @param gemm its products
   * @param kernels for the softmin weights
   * @param data the samples, densely packed
   * @param m width
   * @param alpha slope of the activation
   */
  public ComposedGradient(Gemm gemm, Kernels kernels, Dataset data, int m, double alpha) {
    this.gemm = gemm;
    this.kernels = kernels;
    this.n = data.n();
    this.d = data.d();
    this.m = m;
    this.alpha = alpha;
    this.x = data.x().data();
    this.y = data.y();
    this.hidden = new double[n * m];
    this.q = new double[n];
    this.p = new double[n];
    this.exact = new double[gemm.exactLengths() ? m * d : 0];
  }

  @Override
  public double at(double[] theta, double[] gradient) {
    int a = m * d;
    gemm.abt(n, m, d, x, weights(theta), hidden);
    for (int i = 0; i < n; i++) {
      q[i] = y[i] * Glue.forward(hidden, i * m, theta, a, m, alpha);
    }
    double logLoss = kernels.softmin(q, n, p);
    Arrays.fill(gradient, a, a + m, 0);
    for (int i = 0; i < n; i++) {
      Glue.backward(hidden, i * m, theta, a, gradient, m, alpha, p[i] * y[i]);
    }
    product(gradient);
    return logLoss;
  }

  /** W, where it lies at the head of θ, or a copy for a library that wants the exact length. */
  private double[] weights(double[] theta) {
    if (!gemm.exactLengths()) {
      return theta;
    }
    System.arraycopy(theta, 0, exact, 0, m * d);
    return exact;
  }

  /** {@code ∂/∂W = Dᵀ X}. */
  private void product(double[] gradient) {
    if (!gemm.exactLengths()) {
      gemm.atb(m, d, n, hidden, x, gradient);
      return;
    }
    gemm.atb(m, d, n, hidden, x, exact);
    System.arraycopy(exact, 0, gradient, 0, m * d);
  }
}
