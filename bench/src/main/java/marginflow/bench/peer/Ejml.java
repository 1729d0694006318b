package marginflow.bench.peer;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** EJML, dense row-major. */
public final class Ejml implements Gemm {

  /** Nothing to prepare. */
  public Ejml() {}

  @Override
  public void abt(int r, int s, int k, double[] a, double[] b, double[] c) {
    CommonOps_DDRM.multTransB(
        DMatrixRMaj.wrap(r, k, a), DMatrixRMaj.wrap(s, k, b), DMatrixRMaj.wrap(r, s, c));
  }

  @Override
  public void ab(int r, int s, int k, double[] a, double[] b, double[] c) {
    CommonOps_DDRM.mult(
        DMatrixRMaj.wrap(r, k, a), DMatrixRMaj.wrap(k, s, b), DMatrixRMaj.wrap(r, s, c));
  }

  @Override
  public void atb(int r, int s, int k, double[] a, double[] b, double[] c) {
    CommonOps_DDRM.multTransA(
        DMatrixRMaj.wrap(k, r, a), DMatrixRMaj.wrap(k, s, b), DMatrixRMaj.wrap(r, s, c));
  }
}
