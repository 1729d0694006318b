package marginflow.bench.peer;

import marginflow.array.Matrix;
import marginflow.kernel.Kernels;

/**
 * Our kernels as a peer among peers.
 *
 * @param kernels the implementation
 */
public record OurGemm(Kernels kernels) implements Gemm {

  @Override
  public void abt(int r, int s, int k, double[] a, double[] b, double[] c) {
    kernels.abt(Matrix.view(a, 0, r, k), Matrix.view(b, 0, s, k), Matrix.view(c, 0, r, s));
  }

  @Override
  public void ab(int r, int s, int k, double[] a, double[] b, double[] c) {
    kernels.ab(Matrix.view(a, 0, r, k), Matrix.view(b, 0, k, s), Matrix.view(c, 0, r, s));
  }

  @Override
  public void atb(int r, int s, int k, double[] a, double[] b, double[] c) {
    kernels.atb(Matrix.view(a, 0, k, r), Matrix.view(b, 0, k, s), Matrix.view(c, 0, r, s));
  }
}
