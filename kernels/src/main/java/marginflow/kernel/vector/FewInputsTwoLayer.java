package marginflow.kernel.vector;

import marginflow.array.Matrix;
import marginflow.kernel.TwoLayerKernel;
import marginflow.kernel.TwoLayerState;

/**
 * The two-layer network of few inputs. Its products are so thin that packing, tiles and passes of
 * their own for the second layer cost more than they save; what is not about them is left to {@link
 * VectorTwoLayer}.
 */
final class FewInputsTwoLayer implements TwoLayerKernel {

  /** Samples of a piece of the forward pass: their sums take 4 kB of the first level. */
  static final int BLOCK = 64;

  private final VectorTwoLayer wide;
  private final TwoLayerState state;
  private final WorkerPool pool;
  private final boolean shared;
  private final FewInputsWeights weights;
  private final FewInputsWeights direction;
  private final FewInputsForward forward;
  private final FewInputsSums sums;
  private final int group;
  private final WorkerPool.Task forwardTask = this::forwardPiece;
  private final WorkerPool.Task sumTask = this::sumPiece;
  private final WorkerPool.Task finishTask = this::finishPiece;

  /** Arguments of the task under way. */
  private boolean frozen;

  private FewInputsWeights point;
  private boolean placed;
  private double[] out = {};

  /**
   * Binds to data.
   *
   * @param pool the threads
   * @param wide bound to the same state
   */
  FewInputsTwoLayer(WorkerPool pool, VectorTwoLayer wide) {
    this.pool = pool;
    this.wide = wide;
    state = wide.state();
    int m = state.m();
    shared = wide.shared();
    weights = new FewInputsWeights(state.d(), m);
    direction = new FewInputsWeights(state.d(), m);
    point = weights;
    forward = new FewInputsForward(state, weights, pool.threads(), BLOCK);
    sums = new FewInputsSums(state, weights.units, pool.threads());
    int tiles = weights.units / PermutedTile.UNITS;
    int pieces = shared ? Math.min(tiles, 4 * pool.threads()) : 1;
    group = (tiles + pieces - 1) / Math.max(1, pieces) * PermutedTile.UNITS;
  }

  /** Whether a network of this many inputs is better off here. */
  static boolean serves(int d) {
    return d > 0 && d <= FewInputsWeights.INPUTS;
  }

  @Override
  public TwoLayerState state() {
    return state;
  }

  private void run(WorkerPool.Task task, int pieces) {
    if (shared) {
      pool.run(task, pieces);
      return;
    }
    for (int index = 0; index < pieces; index++) {
      task.piece(index, 0);
    }
  }

  @Override
  public void forward(double[] theta, boolean newFrozen) {
    weights.pack(theta);
    placed = false;
    frozen = newFrozen;
    run(forwardTask, (state.n() + BLOCK - 1) / BLOCK);
  }

  /** {@link #wide}, moved to θ if it is not there yet. */
  private VectorTwoLayer wide() {
    if (!placed) {
      weights.unpack(weights.rows, 0, state.m(), wide.theta());
      placed = true;
    }
    return wide;
  }

  private void forwardPiece(int index, int worker) {
    int from = index * BLOCK;
    forward.rows(!frozen, from, Math.min(state.n(), from + BLOCK), worker);
  }

  @Override
  public void vjp(double[] sampleWeights, double[] gradient) {
    if (PermutedTile.AVAILABLE) {
      sums(sampleWeights, weights, gradient);
    } else {
      wide().vjp(sampleWeights, gradient);
    }
  }

  @Override
  public void hessianVector(double[] sampleWeights, double[] newDirection, double[] newOut) {
    if (PermutedTile.AVAILABLE) {
      direction.pack(newDirection);
      sums(sampleWeights, direction, newOut);
    } else {
      wide().hessianVector(sampleWeights, newDirection, newOut);
    }
  }

  private void sums(double[] sampleWeights, FewInputsWeights newPoint, double[] newOut) {
    sums.weigh(sampleWeights);
    point = newPoint;
    out = newOut;
    int groups = (state.m() + group - 1) / group;
    run(sumTask, groups);
    run(finishTask, groups);
  }

  private void sumPiece(int index, int worker) {
    int from = index * group;
    sums.add(point.units, from, Math.min(state.m(), from + group), worker);
  }

  private void finishPiece(int index, int worker) {
    int from = index * group;
    sums.finish(point, from, Math.min(state.m(), from + group), out);
  }

  @Override
  public void jvp(double[] newDirection, double[] newOut) {
    wide().jvp(newDirection, newOut);
  }

  @Override
  public void velocities(double[] newDirection, double[] newOut) {
    wide().velocities(newDirection, newOut);
  }

  @Override
  public void gram(int[] rows, int count, Matrix newOut) {
    wide().gram(rows, count, newOut);
  }
}
