package marginflow.kernel.vector;

/** Products by a {@link WorkerPool}: every piece owns some rows of C. */
final class ParallelProduct implements WorkerPool.Task {

  /** Multiplications below which waking a helper costs more than it saves: about 20 µs. */
  private static final long WORTH = 500_000;

  private final WorkerPool pool;
  private final Product[] products;
  private double[] a = {};
  private int aAt;
  private int stride;
  private boolean byColumns;
  private double[] b = {};
  private double[] c = {};
  private int k;
  private int r;
  private int cAt;
  private int cs;
  private int s;
  private int step;
  private boolean lower;

  ParallelProduct(WorkerPool pool) {
    this.pool = pool;
    products = new Product[pool.threads()];
    for (int w = 0; w < products.length; w++) {
      products[w] = new Product();
    }
  }

  /** The loops of one worker. */
  Product worker(int worker) {
    return products[worker];
  }

  /** Chooses the left operand of the next product: r × k, its rows or columns stored as rows. */
  ParallelProduct left(double[] newA, int newAt, int newStride, boolean newByColumns) {
    a = newA;
    aAt = newAt;
    stride = newStride;
    byColumns = newByColumns;
    return this;
  }

  /** Chooses where the next product goes: row i from {@code at + i · stride}. */
  ParallelProduct into(double[] newC, int newAt, int newStride) {
    c = newC;
    cAt = newAt;
    cs = newStride;
    return this;
  }

  /**
   * Multiplies by a packed right operand.
   *
   * @param packed right operand, k × s
   * @param newLower whether tiles wholly above the diagonal are left out
   */
  void multiply(double[] packed, int newR, int newK, int newS, boolean newLower) {
    b = packed;
    r = newR;
    k = newK;
    s = newS;
    lower = newLower;
    if (pool.threads() == 1 || (long) r * s * k < WORTH) {
      rows(0, r, 0);
      return;
    }
    step = step(r, pool.threads());
    pool.run(this, (r + step - 1) / step);
  }

  private void rows(int from, int to, int worker) {
    products[worker].rows(a, aAt, stride, byColumns, b, k, from, to, c, cAt, cs, s, lower);
  }

  /**
   * Rows of a piece: whole panels, at least four pieces for every thread where there are so many.
   */
  static int step(int r, int threads) {
    int panels = (r + Panels.TALL - 1) / Panels.TALL;
    return Math.max(1, Math.min(16, panels / (4 * threads))) * Panels.TALL;
  }

  @Override
  public void piece(int index, int worker) {
    int from = index * step;
    rows(from, Math.min(r, from + step), worker);
  }
}
