package marginflow.network.layered;

import marginflow.array.Matrix;
import marginflow.array.SignPattern;
import marginflow.kernel.Kernels;

/**
 * The gate {@code φ(z) = max(z, αz)}: one kink per unit, its value the unit's input (one memory).
 */
final class Activation implements Gate {
  private final Kernels kernels;
  private final double alpha;
  private final SignPattern pattern;

  Activation(Kernels kernels, int samples, int units, double alpha) {
    this.kernels = kernels;
    this.alpha = alpha;
    this.pattern = new SignPattern(samples, units);
  }

  @Override
  public int inputs() {
    return pattern.units();
  }

  @Override
  public int outputs() {
    return pattern.units();
  }

  @Override
  public int units() {
    return pattern.units();
  }

  @Override
  public SignPattern pattern() {
    return pattern;
  }

  @Override
  public void forward(Matrix in, Matrix z, boolean frozen, Matrix out) {
    if (!frozen) {
      kernels.signs(z, pattern);
    }
    kernels.gate(z, pattern, alpha, out);
  }

  @Override
  public void apply(int firstRow, Matrix in, Matrix out) {
    if (firstRow == 0 && in.rows() == pattern.rows()) {
      kernels.gate(in, pattern, alpha, out);
      return;
    }
    for (int i = 0; i < in.rows(); i++) {
      for (int k = 0; k < in.cols(); k++) {
        double value = in.data()[in.row(i) + k];
        out.data()[out.row(i) + k] = pattern.get(firstRow + i, k) ? value : alpha * value;
      }
    }
  }

  @Override
  public void transpose(int firstRow, Matrix delta, Matrix out) {
    apply(firstRow, delta, out);
  }

  @Override
  public void velocities(Matrix inDot, double[] out, int at) {
    Matrices.copyDense(inDot, out, at);
  }

  @Override
  public void sensitivities(int firstRow, Matrix delta, double[] out, int at) {
    Matrices.copyDense(delta, out, at);
  }

  @Override
  public void normal(int row, int unit, double weight, Matrix out) {
    Matrices.fill(out, 0);
    out.data()[out.offset() + unit] = weight;
  }

  @Override
  public void settle(int row, Matrix in) {
    for (int k = 0; k < pattern.units(); k++) {
      double z = in.data()[in.offset() + k];
      if (z != 0) {
        pattern.set(row, k, z > 0);
      }
    }
  }
}
