package marginflow.network.layered;

import java.util.Arrays;
import java.util.OptionalInt;
import marginflow.array.Matrix;
import marginflow.array.SignPattern;
import marginflow.kernel.Kernels;
import marginflow.kernel.TwoLayerKernel;
import marginflow.kernel.TwoLayerState;
import marginflow.linalg.Vectors;
import marginflow.network.Dataset;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;

/**
 * A two-layer fully connected network on data, on the fused kernel. Kink {@code i·m + k} is unit k
 * for sample i; its normal is x_i in the place of w_k.
 */
final class TwoLayerModel implements MarginModel, Kinks {
  private final Kernels kernels;
  private final TwoLayerKernel kernel;
  private final TwoLayerState state;
  private final int n;
  private final int d;
  private final int m;
  private final double[] theta;
  private final int size;
  private final ProportionalRows proportional;

  TwoLayerModel(Kernels kernels, Dataset data, int units, double alpha) {
    this.kernels = kernels;
    n = data.n();
    d = data.d();
    m = units;
    size = alpha == 1 ? 0 : Math.multiplyExact(n, m);
    theta = new double[m * d + m];
    proportional = new ProportionalRows(data.x(), true);
    state =
        new TwoLayerState(
            data.x(), data.y(), alpha, Matrix.zeros(n, m), new SignPattern(n, m), new double[n]);
    kernel = kernels.twoLayer(state);
  }

  @Override
  public int parameters() {
    return theta.length;
  }

  @Override
  public int rows() {
    return n;
  }

  @Override
  public OptionalInt degree() {
    return OptionalInt.of(2);
  }

  @Override
  public void evaluate(double[] newTheta) {
    System.arraycopy(newTheta, 0, theta, 0, theta.length);
    kernel.forward(theta, false);
  }

  @Override
  public void evaluateFrozen(double[] newTheta) {
    System.arraycopy(newTheta, 0, theta, 0, theta.length);
    kernel.forward(theta, true);
  }

  @Override
  public double[] margins() {
    return state.q();
  }

  @Override
  public void vjp(double[] weights, double[] gradient) {
    kernel.vjp(weights, gradient);
  }

  @Override
  public void jvp(double[] direction, double[] out) {
    kernel.jvp(direction, out);
  }

  /** {@code y_i Σ_k s_ik (δa_k z_ik + a_k δz_ik − δa_k δz_ik)}, all but the last term a product. */
  @Override
  public void difference(double[] step, double[] out) {
    kernel.jvp(step, out);
    double[] x = state.x().data();
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int k = 0; k < m; k++) {
        double dz = Vectors.dot(x, state.x().row(i), step, k * d, d);
        sum = Math.fma(slope(i, k) * step[m * d + k], dz, sum);
      }
      out[i] = Math.fma(-state.y()[i], sum, out[i]);
    }
  }

  @Override
  public void rowGradient(int row, double[] out) {
    double[] x = state.x().data();
    int from = state.x().row(row);
    double y = state.y()[row];
    for (int k = 0; k < m; k++) {
      double slope = y * slope(row, k);
      double factor = slope * theta[m * d + k];
      for (int j = 0; j < d; j++) {
        out[k * d + j] = factor * x[from + j];
      }
      out[m * d + k] = slope * state.z().data()[row * m + k];
    }
  }

  private double slope(int row, int unit) {
    return state.pattern().get(row, unit) ? 1 : state.alpha();
  }

  @Override
  public void gram(int[] rows, int count, Matrix out) {
    kernel.gram(rows, count, out);
  }

  @Override
  public void hessianVector(double[] weights, double[] direction, double[] out) {
    kernel.hessianVector(weights, direction, out);
  }

  @Override
  public Kernels kernels() {
    return kernels;
  }

  @Override
  public Kinks kinks() {
    return this;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double negativeSlope() {
    return state.alpha();
  }

  @Override
  public int row(int kink) {
    return kink / m;
  }

  @Override
  public int unit(int kink) {
    return kink % m;
  }

  @Override
  public int layer(int kink) {
    return 0;
  }

  @Override
  public boolean separate(int kink) {
    return true;
  }

  @Override
  public int coincident(int kink) {
    return proportional.of(kink / m, true).length;
  }

  @Override
  public int coincident(int kink, int index) {
    return proportional.of(kink / m, true)[index] * m + kink % m;
  }

  @Override
  public double proportion(int kink, int other) {
    return proportional.proportion(kink / m, other / m);
  }

  @Override
  public double unitNorm(int kink) {
    int from = kink % m * d;
    return Math.sqrt(Vectors.dot(theta, from, theta, from, d));
  }

  @Override
  public double[] values() {
    return state.z().data();
  }

  @Override
  public boolean positive(int kink) {
    return state.pattern().get(kink / m, kink % m);
  }

  @Override
  public void setPositive(int kink, boolean positive) {
    state.pattern().set(kink / m, kink % m, positive);
  }

  @Override
  public void savePattern(long[] words) {
    if (size > 0) {
      state.pattern().save(words, 0);
    }
  }

  @Override
  public void restorePattern(long[] words) {
    if (size > 0) {
      state.pattern().restore(words, 0);
    }
  }

  @Override
  public void velocities(double[] direction, double[] out) {
    if (size > 0) {
      kernel.velocities(direction, out);
    }
  }

  @Override
  public void velocities(int[] kinks, int count, double[] direction, double[] out) {
    double[] x = state.x().data();
    for (int a = 0; a < count; a++) {
      int from = state.x().row(kinks[a] / m);
      out[a] = Vectors.dot(x, from, direction, kinks[a] % m * d, d);
    }
  }

  @Override
  public void sensitivities(double[] out) {
    for (int i = 0, kink = 0; kink < size; i++) {
      double y = state.y()[i];
      for (int k = 0; k < m; k++) {
        out[kink++] = y * theta[m * d + k];
      }
    }
  }

  @Override
  public void addNormals(int[] kinks, double[] weights, int count, double[] out) {
    double[] x = state.x().data();
    for (int a = 0; a < count; a++) {
      int from = state.x().row(kinks[a] / m);
      int to = kinks[a] % m * d;
      for (int j = 0; j < d; j++) {
        out[to + j] = Math.fma(weights[a], x[from + j], out[to + j]);
      }
    }
  }

  @Override
  public void addSensitivityGradient(int kink, double weight, double[] out) {
    out[m * d + kink % m] += weight * state.y()[kink / m];
  }

  @Override
  public void normalGram(int[] kinks, int count, Matrix out) {
    double[] x = state.x().data();
    for (int a = 0; a < count; a++) {
      Arrays.fill(out.data(), out.row(a), out.row(a) + count, 0);
      int i = state.x().row(kinks[a] / m);
      for (int b = 0; b <= a; b++) {
        if (kinks[a] % m == kinks[b] % m) {
          double value = Vectors.dot(x, i, x, state.x().row(kinks[b] / m), d);
          out.data()[out.row(a) + b] = value;
          out.data()[out.row(b) + a] = value;
        }
      }
    }
  }
}
