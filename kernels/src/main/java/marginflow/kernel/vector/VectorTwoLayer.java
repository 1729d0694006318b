package marginflow.kernel.vector;

import java.util.Arrays;
import marginflow.array.Matrix;
import marginflow.kernel.TwoLayerKernel;
import marginflow.kernel.TwoLayerState;

/**
 * The fused two-layer network. X is packed once, by samples for the forward pass and by features
 * for the backward pass; the weights are packed per evaluation into panels of units. Pieces of work
 * own a block of samples forward and a group of units backward.
 */
final class VectorTwoLayer implements TwoLayerKernel {

  /** Samples whose pre-activations are finished before the output layer reads them back. */
  static final int BLOCK = 48;

  /** Multiplications below which helpers are left asleep: about 20 µs. */
  private static final long WORTH = 500_000;

  private final WorkerPool pool;
  private final ParallelProduct products;
  private final TwoLayerState state;
  private final int n;
  private final int d;
  private final int m;
  private final int block;
  private final double[] x;
  private final double[] theta;
  private final double[] w;
  private final double[] v;
  private final double[] mixed;
  private final double[] ones;
  private final double[][] scratch;
  private final OutputLayer[] outputs;
  private final UnitSums sums;
  private final TwoLayerGram gram;
  private final boolean shared;

  /** Arguments of the task under way. */
  private boolean frozen;

  private double[] target = {};
  private final WorkerPool.Task forwardTask = this::forwardPiece;
  private final WorkerPool.Task jvpTask = this::jvpPiece;
  private final WorkerPool.Task velocityTask = this::velocityPiece;

  VectorTwoLayer(VectorKernels kernels, TwoLayerState state) {
    this.pool = kernels.pool();
    this.products = kernels.product();
    this.state = state;
    n = state.n();
    d = state.d();
    m = state.m();
    shared = pool.threads() > 1 && (long) n * m * Math.max(d, 1) >= WORTH;
    block = shared ? Math.min(BLOCK, ParallelProduct.step(n, pool.threads())) : BLOCK;
    Matrix in = state.x();
    x = new double[Math.multiplyExact(Panels.paddedRows(n), d)];
    Panels.leftRows(in.data(), in.offset(), in.stride(), n, d, x);
    theta = new double[state.parameters()];
    w = new double[Panels.paddedColumns(m) * d];
    v = new double[w.length];
    mixed = new double[m * d];
    ones = new double[m];
    Arrays.fill(ones, 1);
    scratch = new double[pool.threads()][Math.min(n, block) * m];
    outputs = new OutputLayer[pool.threads()];
    for (int worker = 0; worker < outputs.length; worker++) {
      outputs[worker] = new OutputLayer(state);
    }
    sums = new UnitSums(state, pool, shared);
    gram = new TwoLayerGram(kernels, state, theta);
  }

  @Override
  public TwoLayerState state() {
    return state;
  }

  private void run(WorkerPool.Task task) {
    int pieces = (n + block - 1) / block;
    if (shared) {
      pool.run(task, pieces);
      return;
    }
    for (int index = 0; index < pieces; index++) {
      task.piece(index, 0);
    }
  }

  /** Whether there is work enough for helpers. */
  boolean shared() {
    return shared;
  }

  /** Where θ is kept; written from outside, it counts for all but the pattern and the margins. */
  double[] theta() {
    return theta;
  }

  @Override
  public void forward(double[] newTheta, boolean newFrozen) {
    System.arraycopy(newTheta, 0, theta, 0, theta.length);
    Panels.rightColumns(theta, 0, d, d, m, w);
    frozen = newFrozen;
    run(forwardTask);
  }

  private void forwardPiece(int index, int worker) {
    int from = index * block;
    int to = Math.min(n, from + block);
    double[] z = state.z().data();
    products.worker(worker).rows(x, w, d, n, from, to, z, state.z().offset(), m, m, m);
    outputs[worker].sums(!frozen, theta, m * d, z, state.z().offset(), from, to, state.q());
  }

  @Override
  public void vjp(double[] weights, double[] gradient) {
    sums.compute(weights, theta, gradient);
  }

  @Override
  public void hessianVector(double[] weights, double[] direction, double[] out) {
    sums.compute(weights, direction, out);
  }

  @Override
  public void jvp(double[] direction, double[] out) {
    for (int k = 0; k < m; k++) {
      double a = theta[m * d + k];
      double aDot = direction[m * d + k];
      for (int j = k * d; j < (k + 1) * d; j++) {
        mixed[j] = Math.fma(a, direction[j], aDot * theta[j]);
      }
    }
    Panels.rightColumns(mixed, 0, d, d, m, v);
    target = out;
    run(jvpTask);
  }

  private void jvpPiece(int index, int worker) {
    int from = index * block;
    int to = Math.min(n, from + block);
    double[] zDot = scratch[worker];
    products.worker(worker).rows(x, v, d, n, from, to, zDot, -from * m, m, m, m);
    outputs[worker].sums(false, ones, 0, zDot, -from * m, from, to, target);
  }

  @Override
  public void velocities(double[] direction, double[] out) {
    Panels.rightColumns(direction, 0, d, d, m, v);
    target = out;
    run(velocityTask);
  }

  private void velocityPiece(int index, int worker) {
    int from = index * block;
    int to = Math.min(n, from + block);
    products.worker(worker).rows(x, v, d, n, from, to, target, 0, m, m, m);
  }

  @Override
  public void gram(int[] rows, int count, Matrix out) {
    gram.compute(rows, count, out);
  }
}
