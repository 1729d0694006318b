package marginflow.bench.peer;

import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.store.R064Store;

/**
 * ojAlgo, one thread. It is column-major: the stores below hold the transposes of what they are
 * named after.
 */
public final class OjAlgo implements Gemm {

  /** Limits ojAlgo to one thread. */
  public OjAlgo() {
    OjAlgoUtils.limitThreadsTo(1);
  }

  @Override
  public void abt(int r, int s, int k, double[] a, double[] b, double[] c) {
    // Cᵀ = B Aᵀ
    R064Store.wrap(c, s).fillByMultiplying(R064Store.wrap(b, k).transpose(), R064Store.wrap(a, k));
  }

  @Override
  public void ab(int r, int s, int k, double[] a, double[] b, double[] c) {
    R064Store.wrap(c, s).fillByMultiplying(R064Store.wrap(b, s), R064Store.wrap(a, k));
  }

  @Override
  public void atb(int r, int s, int k, double[] a, double[] b, double[] c) {
    R064Store.wrap(c, s).fillByMultiplying(R064Store.wrap(b, s), R064Store.wrap(a, r).transpose());
  }

  @Override
  public boolean exactLengths() {
    return true;
  }
}
