package marginflow.kernel.vector;

/** Products by a {@link Team}: every piece owns some rows of C. */
final class ParallelProduct implements Team.Task {

  /** Multiplications below which waking a helper costs more than it saves: about 20 µs. */
  private static final long WORTH = 500_000;

  private final Team team;
  private final Product[] products;
  private double[] a = {};
  private double[] b = {};
  private double[] c = {};
  private int k;
  private int r;
  private int cAt;
  private int cs;
  private int s;
  private int step;
  private boolean lower;

  ParallelProduct(Team team) {
    this.team = team;
    products = new Product[team.threads()];
    for (int w = 0; w < products.length; w++) {
      products[w] = new Product();
    }
  }

  /** The loops of one worker. */
  Product worker(int worker) {
    return products[worker];
  }

  /** All rows of C, as {@link Product#rows}. */
  void multiply(
      double[] a, double[] b, int k, int r, double[] c, int cAt, int cs, int s, boolean lower) {
    if (team.threads() == 1 || (long) r * s * k < WORTH) {
      products[0].rows(a, b, k, r, 0, r, c, cAt, cs, s, lower);
      return;
    }
    this.a = a;
    this.b = b;
    this.c = c;
    this.k = k;
    this.r = r;
    this.cAt = cAt;
    this.cs = cs;
    this.s = s;
    this.lower = lower;
    step = step(r, team.threads());
    team.run(this, (r + step - 1) / step);
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
    products[worker].rows(a, b, k, r, from, Math.min(r, from + step), c, cAt, cs, s, lower);
  }
}
