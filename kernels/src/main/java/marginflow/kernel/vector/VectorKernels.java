package marginflow.kernel.vector;

import marginflow.array.Matrix;
import marginflow.array.SignPattern;
import marginflow.kernel.Kernels;
import marginflow.kernel.OrderedSum;
import marginflow.kernel.Seams;
import marginflow.kernel.TwoLayerKernel;
import marginflow.kernel.TwoLayerState;

/** The contract in hand-written vector code. */
public final class VectorKernels implements Kernels {
  private final WorkerPool pool;
  private final ParallelProduct product;
  private final double[] chains = new double[OrderedSum.COUNT];
  private double[] right = {};

  /**
   * Makes an instance with scratch space of its own.
   *
   * @param threads number of threads
   * @throws IllegalStateException if the lane width asked for is not to be had here
   */
  public VectorKernels(int threads) {
    String problem = Lanes.problem();
    if (!problem.isEmpty()) {
      throw new IllegalStateException(problem);
    }
    pool = new WorkerPool(threads);
    product = new ParallelProduct(pool);
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int lanes() {
    return Lanes.VL;
  }

  @Override
  public int threads() {
    return pool.threads();
  }

  @Override
  public Seams seams() {
    return VectorSeams.seams();
  }

  /** The threads. */
  WorkerPool pool() {
    return pool;
  }

  /** Products on packed operands. */
  ParallelProduct product() {
    return product;
  }

  @Override
  public void abt(Matrix a, Matrix b, Matrix c) {
    int k = a.cols();
    room(k, c.cols());
    Panels.rightColumns(b.data(), b.offset(), b.stride(), k, c.cols(), right);
    multiply(a, false, k, c);
  }

  @Override
  public void ab(Matrix a, Matrix b, Matrix c) {
    int k = a.cols();
    room(k, c.cols());
    Panels.rightRows(b.data(), b.offset(), b.stride(), k, c.cols(), right);
    multiply(a, false, k, c);
  }

  @Override
  public void atb(Matrix a, Matrix b, Matrix c) {
    int k = a.rows();
    room(k, c.cols());
    Panels.rightRows(b.data(), b.offset(), b.stride(), k, c.cols(), right);
    multiply(a, true, k, c);
  }

  private void room(int k, int s) {
    right = Panels.grown(right, (long) Panels.paddedColumns(s) * k);
  }

  private void multiply(Matrix a, boolean byColumns, int k, Matrix c) {
    product
        .left(a.data(), a.offset(), a.stride(), byColumns)
        .into(c.data(), c.offset(), c.stride())
        .multiply(right, c.rows(), k, c.cols(), false);
  }

  @Override
  public void aat(Matrix a, Matrix c) {
    symmetric(
        a.data(), a.offset(), a.stride(), a.rows(), a.cols(), c.data(), c.offset(), c.stride());
  }

  /** {@code C = A Aᵀ} for r rows of length k. */
  void symmetric(double[] a, int at, int stride, int r, int k, double[] c, int cAt, int cs) {
    room(k, r);
    Panels.rightColumns(a, at, stride, k, r, right);
    product.left(a, at, stride, false).into(c, cAt, cs).multiply(right, r, k, r, true);
    for (int i = 0; i < r; i++) {
      for (int j = 0; j < i; j++) {
        c[cAt + j * cs + i] = c[cAt + i * cs + j];
      }
    }
  }

  @Override
  public void signs(Matrix z, SignPattern pattern) {
    Elementwise.signs(z, pattern);
  }

  @Override
  public void gate(Matrix in, SignPattern pattern, double alpha, Matrix out) {
    Elementwise.gate(in, pattern, alpha, out);
  }

  @Override
  public double softmin(double[] q, int n, double[] p) {
    return Exponentials.softmin(q, n, p, chains);
  }

  @Override
  public void exp(double[] x, int n, double[] out) {
    Exponentials.exp(x, n, out);
  }

  @Override
  public void log1p(double[] x, int n, double[] out) {
    Exponentials.log1p(x, n, out);
  }

  @Override
  public double combine(
      double[] y, double[][] k, double[] b, double[] e, int stages, double[] out) {
    return Elementwise.combine(y, k, b, e, stages, out, chains);
  }

  @Override
  public double dot(double[] x, double[] y, int n) {
    return Elementwise.dot(x, y, n, chains);
  }

  @Override
  public int crossings(double[] before, double[] after, int n, int[] kinks, double[] fractions) {
    return Elementwise.crossings(before, after, n, kinks, fractions);
  }

  @Override
  public TwoLayerKernel twoLayer(TwoLayerState state) {
    VectorTwoLayer wide = new VectorTwoLayer(this, state);
    return FewInputsTwoLayer.serves(state.d()) ? new FewInputsTwoLayer(pool, wide) : wide;
  }
}
