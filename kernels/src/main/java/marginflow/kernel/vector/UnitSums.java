package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;
import static marginflow.kernel.vector.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import marginflow.array.Matrix;
import marginflow.kernel.OrderedSum;
import marginflow.kernel.TwoLayerState;

/**
 * The backward pass of the two-layer network: {@code T_k = Σ_i c_i s_ik x_i}, looked up in {@link
 * FourRussiansTable}s by the sign bits, then {@code (a_k T_k; w_k · T_k)}. X is kept in panels of
 * up to three vectors of features. A piece owns a panel of a group of units.
 */
final class UnitSums {

  /** Vectors of a panel: the tables of a block then take 24 of the first level's 32 kB. */
  private static final int VECTORS = 3;

  /** Features of a full panel. */
  static final int WIDE = VECTORS * VL;

  /** Units finished together: their chains take 4 kB. */
  static final int FINISHED = 64;

  private static final VectorSpecies<Integer> INTS = S.withLanes(int.class);

  private final TwoLayerState state;
  private final WorkerPool pool;
  private final boolean shared;
  private final int n;
  private final int d;
  private final int m;
  private final int blocks;
  private final int panels;
  private final double[] x;
  private final double[] c;
  private final int[] words;
  private final int units;
  private final double[] t;
  private final double[][] tables;
  private final double[][] chains;
  private final int group;
  private final WorkerPool.Task sumTask = this::sumPiece;
  private final WorkerPool.Task finishTask = this::finishPiece;

  /** Arguments of the task under way. */
  private double[] point = {};

  private double[] out = {};

  UnitSums(TwoLayerState state, WorkerPool pool, boolean shared) {
    this.state = state;
    this.pool = pool;
    this.shared = shared;
    n = state.n();
    d = state.d();
    m = state.m();
    blocks = (n + FourRussiansTable.BLOCK - 1) / FourRussiansTable.BLOCK;
    int vectors = (d + VL - 1) / VL;
    panels = (vectors + VECTORS - 1) / VECTORS;
    x = new double[Math.multiplyExact(blocks * FourRussiansTable.BLOCK, vectors * VL)];
    units = Panels.paddedColumns(m);
    words = new int[Math.multiplyExact(blocks, units)];
    t = new double[Math.multiplyExact(m, vectors * VL)];
    c = new double[2 * blocks * FourRussiansTable.BLOCK];
    tables =
        new double[pool.threads()][FourRussiansTable.GROUPS * FourRussiansTable.ENTRIES * WIDE];
    chains = new double[pool.threads()][FINISHED * OrderedSum.COUNT];
    int pieces = shared ? 4 * pool.threads() : 1;
    group = Math.max(WIDTH, (m + pieces - 1) / pieces);
    pack(state.x());
  }

  /** Width of the panel of a first feature. */
  private int width(int feature) {
    return Math.min(WIDE, (d - feature + VL - 1) / VL * VL);
  }

  private void pack(Matrix in) {
    int padded = blocks * FourRussiansTable.BLOCK;
    for (int j = 0; j < d; j += WIDE) {
      int width = width(j);
      for (int i = 0; i < n; i++) {
        System.arraycopy(
            in.data(), in.row(i) + j, x, j * padded + i * width, Math.min(width, d - j));
      }
    }
  }

  /**
   * All units.
   *
   * @param weights one per sample
   * @param newPoint factors (w, a) of the finishing products, laid out as θ
   * @param newOut overwritten, length P
   */
  void compute(double[] weights, double[] newPoint, double[] newOut) {
    for (int i = 0; i < n; i++) {
      double on = weights[i] * state.y()[i];
      c[2 * i] = on;
      c[2 * i + 1] = on * state.alpha();
    }
    indices();
    Arrays.fill(t, 0);
    point = newPoint;
    out = newOut;
    int groups = (m + group - 1) / group;
    run(sumTask, panels * groups);
    run(finishTask, groups);
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

  /** Sign bits by units: bit i of a word is that of sample i of the block. */
  private void indices() {
    byte[] bits = state.pattern().bits();
    int stride = state.pattern().stride();
    for (int block = 0; block < blocks; block++) {
      int first = block * FourRussiansTable.BLOCK;
      int count = Math.min(FourRussiansTable.BLOCK, n - first);
      for (int k = 0; k < m; k += WIDTH) {
        IntVector word = IntVector.zero(INTS);
        int at = first * stride + (k >> 3);
        for (int i = 0; i < count; i++) {
          VectorMask<Integer> on = VectorMask.fromLong(INTS, SignBits.tile(bits, at) >>> (k & 7));
          word = word.lanewise(VectorOperators.OR, 1 << i, on);
          at += stride;
        }
        word.intoArray(words, block * units + k);
      }
    }
  }

  private void sumPiece(int index, int worker) {
    int from = index / panels * group;
    int count = Math.min(m - from, group);
    int j = index % panels * WIDE;
    int width = width(j);
    int xAt = j * blocks * FourRussiansTable.BLOCK;
    int tAt = j * m + from * width;
    double[] table = tables[worker];
    for (int block = 0; block < blocks; block++) {
      int first = block * FourRussiansTable.BLOCK;
      FourRussiansTable.fill(x, xAt + first * width, c, 2 * first, width, table);
      int wordsAt = block * units + from;
      switch (width / VL) {
        case 3 -> FourRussiansTile.three(table, words, wordsAt, count, t, tAt);
        case 2 -> FourRussiansTile.two(table, words, wordsAt, count, t, tAt);
        default -> FourRussiansTile.one(table, words, wordsAt, count, t, tAt);
      }
    }
  }

  /** From the sums of some units to the derivatives. */
  private void finishPiece(int index, int worker) {
    double[] sums = chains[worker];
    int end = Math.min(m, (index + 1) * group);
    for (int from = index * group; from < end; from += FINISHED) {
      int to = Math.min(end, from + FINISHED);
      Arrays.fill(sums, 0);
      for (int j = 0; j < d; j += VL) {
        finish(j, from, to, sums);
      }
      for (int k = from; k < to; k++) {
        out[m * d + k] = OrderedSum.join(sums, (k - from) * OrderedSum.COUNT);
      }
    }
  }

  /** One vector of features, the first of them j, in some units. */
  private void finish(int j, int from, int to, double[] sums) {
    double[] t = this.t;
    double[] point = this.point;
    double[] out = this.out;
    VectorMask<Double> there = S.indexInRange(j, d);
    int first = j / WIDE * WIDE;
    int width = width(first);
    int tAt = first * m + from * width + j - first;
    int at = from * d + j;
    int chain = j & 7;
    for (int k = from; k < to; k++) {
      DoubleVector sum = DoubleVector.fromArray(S, t, tAt);
      sum.mul(point[m * d + k]).intoArray(out, at, there);
      DoubleVector dot = DoubleVector.fromArray(S, sums, chain);
      // Lanes of absent features hold zero times the weights of the samples: NaN if one is
      // infinite.
      DoubleVector next = DoubleVector.fromArray(S, point, at, there).fma(sum, dot);
      dot.blend(next, there).intoArray(sums, chain);
      tAt += width;
      at += d;
      chain += OrderedSum.COUNT;
    }
  }
}
