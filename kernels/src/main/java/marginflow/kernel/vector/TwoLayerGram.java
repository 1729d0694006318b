package marginflow.kernel.vector;

import marginflow.array.Matrix;
import marginflow.kernel.TwoLayerState;

/**
 * Tangent Gram of the two-layer network, {@code K = y yᵀ ∘ (X Xᵀ ∘ A Aᵀ + H Hᵀ)} with {@code A_ik =
 * a_k s_ik} and {@code H_ik = s_ik z_ik}: three symmetric products of gathered rows.
 */
final class TwoLayerGram {
  private final VectorKernels kernels;
  private final TwoLayerState state;
  private final double[] theta;
  private final int d;
  private final int m;
  private double[] gathered = {};
  private double[] inputs = {};
  private double[] slopes = {};
  private double[] hidden = {};

  TwoLayerGram(VectorKernels kernels, TwoLayerState state, double[] theta) {
    this.kernels = kernels;
    this.state = state;
    this.theta = theta;
    d = state.d();
    m = state.m();
  }

  void compute(int[] rows, int count, Matrix out) {
    long square = (long) count * count;
    gathered = Panels.grown(gathered, (long) count * Math.max(d, m));
    inputs = Panels.grown(inputs, square);
    slopes = Panels.grown(slopes, square);
    hidden = Panels.grown(hidden, square);
    gatherInputs(rows, count);
    kernels.symmetric(gathered, 0, d, count, d, inputs, 0, count);
    gatherSlopes(rows, count);
    kernels.symmetric(gathered, 0, m, count, m, slopes, 0, count);
    gatherHidden(rows, count);
    kernels.symmetric(gathered, 0, m, count, m, hidden, 0, count);
    double[] y = state.y();
    for (int a = 0; a < count; a++) {
      int at = a * count;
      int to = out.row(a);
      double ya = y[rows[a]];
      for (int b = 0; b < count; b++) {
        double k = Math.fma(inputs[at + b], slopes[at + b], hidden[at + b]);
        out.data()[to + b] = ya * y[rows[b]] * k;
      }
    }
  }

  private void gatherInputs(int[] rows, int count) {
    Matrix x = state.x();
    for (int a = 0; a < count; a++) {
      System.arraycopy(x.data(), x.row(rows[a]), gathered, a * d, d);
    }
  }

  private void gatherSlopes(int[] rows, int count) {
    byte[] bits = state.pattern().bits();
    for (int a = 0; a < count; a++) {
      int bitsAt = rows[a] * state.pattern().stride();
      Elementwise.gateRow(theta, m * d, m, bits, bitsAt, state.alpha(), gathered, a * m);
    }
  }

  private void gatherHidden(int[] rows, int count) {
    byte[] bits = state.pattern().bits();
    Matrix z = state.z();
    for (int a = 0; a < count; a++) {
      int bitsAt = rows[a] * state.pattern().stride();
      Elementwise.gateRow(
          z.data(), z.row(rows[a]), m, bits, bitsAt, state.alpha(), gathered, a * m);
    }
  }
}
