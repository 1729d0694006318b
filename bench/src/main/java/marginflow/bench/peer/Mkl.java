package marginflow.bench.peer;

import marginflow.bench.peer.NativeGemm.Form;
import marginflow.bench.peer.NativeGemm.Library;

/** Intel MKL, one thread. Its jars (180 MB) come with the Maven profile {@code peers-large}. */
public final class Mkl implements Gemm {

  private static final String PRESET = "org.bytedeco.mkl.global.mkl_rt";

  private static final NativeGemm.Dgemm DGEMM = load();

  /** The library, loaded on first use. */
  public Mkl() {}

  private static NativeGemm.Dgemm load() {
    try {
      Library library = Library.load(Class.forName(PRESET), "libmkl_rt.so.2");
      library.setInt("MKL_Set_Num_Threads", 1);
      return library.dgemm();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("MKL is not there: build with -Ppeers-large", e);
    }
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
