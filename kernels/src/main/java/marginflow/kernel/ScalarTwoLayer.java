package marginflow.kernel;

import java.util.Arrays;
import marginflow.array.Matrix;

/** The two-layer kernel in plain loops. */
final class ScalarTwoLayer implements TwoLayerKernel {
  private final TwoLayerState state;
  private final int n;
  private final int d;
  private final int m;
  private final double[] theta;
  private final double[] mixed;
  private final double[] chains = new double[OrderedSum.COUNT];

  ScalarTwoLayer(TwoLayerState state) {
    this.state = state;
    this.n = state.n();
    this.d = state.d();
    this.m = state.m();
    this.theta = new double[state.parameters()];
    this.mixed = new double[m * d];
  }

  @Override
  public TwoLayerState state() {
    return state;
  }

  private double slope(int i, int k) {
    return state.pattern().get(i, k) ? 1 : state.alpha();
  }

  private double rowTimes(int i, double[] w, int k) {
    return ScalarKernels.dot(state.x().data(), state.x().row(i), w, k * d, d);
  }

  @Override
  public void forward(double[] newTheta, boolean frozen) {
    System.arraycopy(newTheta, 0, theta, 0, theta.length);
    double[] z = state.z().data();
    for (int i = 0; i < n; i++) {
      Arrays.fill(chains, 0);
      for (int k = 0; k < m; k++) {
        double value = rowTimes(i, theta, k);
        z[state.z().row(i) + k] = value;
        if (!frozen) {
          state.pattern().set(i, k, value > 0);
        }
        double h = slope(i, k) * value;
        chains[k & 7] = Math.fma(theta[m * d + k], h, chains[k & 7]);
      }
      state.q()[i] = state.y()[i] * OrderedSum.join(chains, 0);
    }
  }

  @Override
  public void vjp(double[] weights, double[] gradient) {
    finish(weights, theta, gradient);
  }

  @Override
  public void hessianVector(double[] weights, double[] direction, double[] out) {
    finish(weights, direction, out);
  }

  /** {@code out = (a_k T_k; w_k · T_k)} with the factors (w, a) taken from {@code point}. */
  private void finish(double[] weights, double[] point, double[] out) {
    for (int k = 0; k < m; k++) {
      Arrays.fill(chains, 0);
      double a = point[m * d + k];
      for (int j = 0; j < d; j++) {
        double t = 0;
        for (int i = 0; i < n; i += TwoLayerKernel.GROUP) {
          t +=
              (term(weights, i, k, j) + term(weights, i + 1, k, j))
                  + (term(weights, i + 2, k, j) + term(weights, i + 3, k, j));
        }
        chains[j & 7] = Math.fma(point[k * d + j], t, chains[j & 7]);
        out[k * d + j] = a * t;
      }
      out[m * d + k] = OrderedSum.join(chains, 0);
    }
  }

  /** {@code c_i s_ik x_ij}; the last group is filled up with zeros. */
  private double term(double[] weights, int i, int k, int j) {
    return i < n
        ? weights[i] * state.y()[i] * slope(i, k) * state.x().data()[state.x().row(i) + j]
        : 0;
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
    for (int i = 0; i < n; i++) {
      Arrays.fill(chains, 0);
      for (int k = 0; k < m; k++) {
        chains[k & 7] += slope(i, k) * rowTimes(i, mixed, k);
      }
      out[i] = state.y()[i] * OrderedSum.join(chains, 0);
    }
  }

  @Override
  public void velocities(double[] direction, double[] out) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < m; k++) {
        out[i * m + k] = rowTimes(i, direction, k);
      }
    }
  }

  @Override
  public void gram(int[] rows, int count, Matrix out) {
    for (int a = 0; a < count; a++) {
      for (int b = 0; b <= a; b++) {
        double value = gram(rows[a], rows[b]);
        out.data()[out.row(a) + b] = value;
        out.data()[out.row(b) + a] = value;
      }
    }
  }

  private double gram(int i, int j) {
    double[] z = state.z().data();
    double slopes = 0;
    double hidden = 0;
    for (int k = 0; k < m; k++) {
      double a = theta[m * d + k];
      double si = slope(i, k);
      double sj = slope(j, k);
      slopes = Math.fma(a * si, a * sj, slopes);
      hidden = Math.fma(si * z[state.z().row(i) + k], sj * z[state.z().row(j) + k], hidden);
    }
    Matrix x = state.x();
    double inputs = ScalarKernels.dot(x.data(), x.row(i), x.data(), x.row(j), d);
    return state.y()[i] * state.y()[j] * Math.fma(inputs, slopes, hidden);
  }
}
