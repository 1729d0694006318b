package marginflow.crosscheck;

import marginflow.array.Matrix;
import marginflow.array.SignPattern;
import marginflow.kernel.Kernels;
import marginflow.kernel.TwoLayerKernel;
import marginflow.kernel.TwoLayerState;

/** Right kernels with one planted error: the last number of one kernel's result is a little off. */
final class Planted implements Kernels {

  private final Kernels right;
  private final String wrong;

  Planted(Kernels right, String wrong) {
    this.right = right;
    this.wrong = wrong;
  }

  /** Beyond every bound, yet invisible to a comparison to five digits. */
  private double off(double x) {
    return x + 1e-6 * Math.abs(x) + Double.MIN_NORMAL;
  }

  private void spoil(String kernel, Matrix c) {
    if (kernel.equals(wrong) && c.rows() > 0 && c.cols() > 0) {
      int i = c.rows() - 1;
      int j = c.cols() - 1;
      c.set(i, j, off(c.get(i, j)));
    }
  }

  private void spoil(String kernel, double[] out, int n) {
    if (kernel.equals(wrong) && n > 0) {
      out[n - 1] = off(out[n - 1]);
    }
  }

  @Override
  public String name() {
    return right.name();
  }

  @Override
  public int lanes() {
    return right.lanes();
  }

  @Override
  public int threads() {
    return right.threads();
  }

  @Override
  public void abt(Matrix a, Matrix b, Matrix c) {
    right.abt(a, b, c);
    spoil("abt", c);
  }

  @Override
  public void ab(Matrix a, Matrix b, Matrix c) {
    right.ab(a, b, c);
    spoil("ab", c);
  }

  @Override
  public void atb(Matrix a, Matrix b, Matrix c) {
    right.atb(a, b, c);
    spoil("atb", c);
  }

  @Override
  public void aat(Matrix a, Matrix c) {
    right.aat(a, c);
    spoil("aat", c);
  }

  @Override
  public void signs(Matrix z, SignPattern pattern) {
    right.signs(z, pattern);
    if (wrong.equals("signs") && z.rows() > 0 && z.cols() > 0) {
      int i = z.rows() - 1;
      int k = z.cols() - 1;
      pattern.set(i, k, z.get(i, k) >= 0);
    }
  }

  @Override
  public void gate(Matrix in, SignPattern pattern, double alpha, Matrix out) {
    right.gate(in, pattern, alpha, out);
    spoil("gate", out);
  }

  @Override
  public double softmin(double[] q, int n, double[] p) {
    double logSum = right.softmin(q, n, p);
    spoil("softmin", p, n);
    return logSum;
  }

  @Override
  public void exp(double[] x, int n, double[] out) {
    right.exp(x, n, out);
    spoil("exp", out, n);
  }

  @Override
  public void log1p(double[] x, int n, double[] out) {
    right.log1p(x, n, out);
    spoil("log1p", out, n);
  }

  @Override
  public double combine(
      double[] y, double[][] k, double[] b, double[] e, int stages, double[] out) {
    double norm = right.combine(y, k, b, e, stages, out);
    return wrong.equals("combine") ? off(norm) : norm;
  }

  @Override
  public double dot(double[] x, double[] y, int n) {
    double sum = right.dot(x, y, n);
    return wrong.equals("dot") ? off(sum) : sum;
  }

  @Override
  public int crossings(double[] before, double[] after, int n, int[] pairs, double[] fractions) {
    int count = right.crossings(before, after, n, pairs, fractions);
    spoil("crossings", fractions, count);
    return count;
  }

  @Override
  public TwoLayerKernel twoLayer(TwoLayerState state) {
    TwoLayerKernel kernel = right.twoLayer(state);
    return new TwoLayerKernel() {
      @Override
      public TwoLayerState state() {
        return kernel.state();
      }

      @Override
      public void forward(double[] theta, boolean frozen) {
        kernel.forward(theta, frozen);
        spoil("two-layer forward", state.q(), state.n());
      }

      @Override
      public void vjp(double[] weights, double[] gradient) {
        kernel.vjp(weights, gradient);
        spoil("two-layer vjp", gradient, gradient.length);
      }

      @Override
      public void jvp(double[] direction, double[] out) {
        kernel.jvp(direction, out);
        spoil("two-layer jvp", out, out.length);
      }

      @Override
      public void hessianVector(double[] weights, double[] direction, double[] out) {
        kernel.hessianVector(weights, direction, out);
        spoil("two-layer hessian-vector", out, out.length);
      }

      @Override
      public void velocities(double[] direction, double[] out) {
        kernel.velocities(direction, out);
        spoil("two-layer velocities", out, out.length);
      }

      @Override
      public void gram(int[] rows, int count, Matrix out) {
        kernel.gram(rows, count, out);
        spoil("two-layer gram", out);
      }
    };
  }
}
