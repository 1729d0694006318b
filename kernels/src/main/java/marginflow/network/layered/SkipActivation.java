package marginflow.network.layered;

import marginflow.array.Matrix;
import marginflow.array.SignPattern;

/** The second half of a skip connection, {@code (z, h) ↦ φ(z) + h}, behind a {@link CarryLayer}. */
final class SkipActivation implements Gate {
  private final int units;
  private final double alpha;
  private final SignPattern pattern;

  SkipActivation(int samples, int units, double alpha) {
    this.units = units;
    this.alpha = alpha;
    this.pattern = new SignPattern(samples, units);
  }

  @Override
  public int inputs() {
    return 2 * units;
  }

  @Override
  public int outputs() {
    return units;
  }

  @Override
  public int units() {
    return units;
  }

  @Override
  public SignPattern pattern() {
    return pattern;
  }

  @Override
  public void forward(Matrix in, Matrix z, boolean frozen, Matrix out) {
    for (int i = 0; i < in.rows(); i++) {
      System.arraycopy(in.data(), in.row(i), z.data(), z.row(i), units);
      for (int k = 0; k < units && !frozen; k++) {
        pattern.set(i, k, z.data()[z.row(i) + k] > 0);
      }
    }
    apply(0, in, out);
  }

  @Override
  public void apply(int firstRow, Matrix in, Matrix out) {
    for (int i = 0; i < in.rows(); i++) {
      int at = in.row(i);
      for (int k = 0; k < units; k++) {
        double z = in.data()[at + k];
        double h = pattern.get(firstRow + i, k) ? z : alpha * z;
        out.data()[out.row(i) + k] = h + in.data()[at + units + k];
      }
    }
  }

  @Override
  public void transpose(int firstRow, Matrix delta, Matrix out) {
    for (int i = 0; i < delta.rows(); i++) {
      int at = out.row(i);
      for (int k = 0; k < units; k++) {
        double value = delta.data()[delta.row(i) + k];
        out.data()[at + k] = pattern.get(firstRow + i, k) ? value : alpha * value;
        out.data()[at + units + k] = value;
      }
    }
  }

  @Override
  public void velocities(Matrix inDot, double[] out, int at) {
    for (int i = 0; i < inDot.rows(); i++) {
      System.arraycopy(inDot.data(), inDot.row(i), out, at + i * units, units);
    }
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
    for (int k = 0; k < units; k++) {
      double z = in.data()[in.offset() + k];
      if (z != 0) {
        pattern.set(row, k, z > 0);
      }
    }
  }
}
