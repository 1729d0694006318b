package marginflow.bench.peer;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;

/**
 * netlib in Java with the Vector API. It is column-major: a row-major product is its product of
 * transposes, in the other order.
 */
public final class Netlib implements Gemm {

  private final BLAS blas = JavaBLAS.getInstance();

  /** The fastest of its Java implementations. */
  public Netlib() {}

  @Override
  public void abt(int r, int s, int k, double[] a, double[] b, double[] c) {
    blas.dgemm("T", "N", s, r, k, 1, b, Math.max(1, k), a, Math.max(1, k), 0, c, Math.max(1, s));
  }

  @Override
  public void ab(int r, int s, int k, double[] a, double[] b, double[] c) {
    blas.dgemm("N", "N", s, r, k, 1, b, Math.max(1, s), a, Math.max(1, k), 0, c, Math.max(1, s));
  }

  @Override
  public void atb(int r, int s, int k, double[] a, double[] b, double[] c) {
    blas.dgemm("N", "T", s, r, k, 1, b, Math.max(1, s), a, Math.max(1, r), 0, c, Math.max(1, s));
  }
}
