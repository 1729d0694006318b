package marginflow.bench.peer;

import marginflow.bench.peer.NativeGemm.Form;
import marginflow.bench.peer.NativeGemm.Library;
import org.bytedeco.openblas.global.openblas_nolapack;

/** OpenBLAS, one thread. */
public final class OpenBlas implements Gemm {

  private static final NativeGemm.Dgemm DGEMM = load();

  /** The library, loaded on first use. */
  public OpenBlas() {}

  private static NativeGemm.Dgemm load() {
    Library library = Library.load(openblas_nolapack.class, "libopenblas_nolapack.so.0");
    library.setInt("openblas_set_num_threads", 1);
    return library.dgemm();
  }

  @Override
  public void abt(int r, int s, int k, double[] a, double[] b, double[] c) {
    NativeGemm.call(DGEMM, Form.ABT, r, s, k, a, b, c);
  }

  @Override
  public void ab(int r, int s, int k, double[] a, double[] b, double[] c) {
    NativeGemm.call(DGEMM, Form.AB, r, s, k, a, b, c);
  }

  @Override
  public void atb(int r, int s, int k, double[] a, double[] b, double[] c) {
    NativeGemm.call(DGEMM, Form.ATB, r, s, k, a, b, c);
  }
}
