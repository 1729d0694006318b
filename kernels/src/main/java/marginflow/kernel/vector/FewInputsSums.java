package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import marginflow.kernel.TwoLayerState;

/**
 * The backward pass of a two-layer network of few inputs, lanes over units, where {@link UnitSums}
 * with its lanes over features would leave most of a vector empty: {@code T_k = Σ_i c_i s_ik x_i}
 * by {@link PermutedTile}, then {@code (a_k T_k; w_k · T_k)}. A piece owns a group of units.
 */
final class FewInputsSums {

  private static final int INPUTS = FewInputsWeights.INPUTS;
  private static final int BLOCK = PermutedTile.BLOCK;
  private static final int GROUP = FourRussiansTable.GROUP;

  private final TwoLayerState state;
  private final int n;
  private final int features;
  private final int groups;
  private final int step;
  private final double[] x;
  private final double[] c;
  private final double[] t;
  private final double[][] tables;
  private final long[][] words;

  /**
   * Binds to data.
   *
   * @param units length of a row of {@link FewInputsWeights}
   * @param workers number of threads
   */
  FewInputsSums(TwoLayerState state, int units, int workers) {
    this.state = state;
    n = state.n();
    features = state.d() > PermutedTile.FEATURES ? INPUTS : PermutedTile.FEATURES;
    groups = (n + GROUP - 1) / GROUP;
    step = features * FourRussiansTable.ENTRIES;
    x = new double[Math.multiplyExact(groups, GROUP * features)];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < state.d(); j++) {
        x[(i / GROUP * features + j) * GROUP + i % GROUP] = state.x().get(i, j);
      }
    }
    c = new double[2 * GROUP * groups];
    t = new double[(INPUTS + 1) * units];
    tables = new double[workers][Math.min(groups, BLOCK / GROUP) * step];
    words = new long[workers][PermutedTile.UNITS];
  }

  /** Takes in the weights of the samples, before the pieces. */
  void weigh(double[] weights) {
    double[] y = state.y();
    double alpha = state.alpha();
    for (int i = 0; i < n; i++) {
      double on = weights[i] * y[i];
      c[2 * i] = on;
      c[2 * i + 1] = on * alpha;
    }
  }

  /**
   * The sums of some units.
   *
   * @param units length of a row
   * @param from first unit, a multiple of {@link PermutedTile#UNITS}
   * @param to last unit, exclusive
   */
  void add(int units, int from, int to, int worker) {
    int end = (to + PermutedTile.UNITS - 1) / PermutedTile.UNITS * PermutedTile.UNITS;
    for (int j = 0; j < features; j++) {
      Arrays.fill(t, j * units + from, j * units + end, 0);
    }
    for (int first = 0; first < groups; first += BLOCK / GROUP) {
      block(units, first, from, to, worker);
    }
  }

  /**
   * From the sums of some units to their derivatives. Not one method with {@link #add}: inlined
   * into one, they are too much for the compiler, which then took 480 ns for both instead of 320.
   *
   * @param point factors (w, a) of the products
   * @param from first unit
   * @param to last unit, exclusive
   * @param out laid out as θ
   */
  void finish(FewInputsWeights point, int from, int to, double[] out) {
    finish(point, from, to);
    point.unpack(t, from, to, out);
  }

  private void block(int units, int first, int from, int to, int worker) {
    double[] table = tables[worker];
    int count = Math.min(BLOCK / GROUP, groups - first);
    for (int g = 0; g < count; g++) {
      int group = first + g;
      int xAt = group * GROUP * features;
      PermutedTile.fill(x, xAt, c, 2 * GROUP * group, features, table, g * step);
    }
    byte[] bits = state.pattern().bits();
    int stride = state.pattern().stride();
    int samples = Math.min(BLOCK, n - GROUP * first);
    for (int k = from; k < to; k += PermutedTile.UNITS) {
      int bitsAt = GROUP * first * stride + (k >> 3);
      PermutedTile.words(bits, bitsAt, stride, samples, words[worker]);
      for (int j = 0; j < features; j += PermutedTile.FEATURES) {
        int at = j * FourRussiansTable.ENTRIES;
        PermutedTile.add(table, at, step, count, words[worker], t, j * units + k, units);
      }
    }
  }

  /**
   * {@code (a_k T_k; w_k · T_k)}, the latter in four chains. Rows of absent inputs are not read:
   * those of {@link #features} hold zero times the weights of the samples, which may be infinite,
   * and the others nothing of this pass.
   */
  private void finish(FewInputsWeights point, int from, int to) {
    double[] t = this.t;
    double[] w = point.rows;
    int units = point.units;
    int d = state.d();
    DoubleVector zero = DoubleVector.zero(S);
    for (int k = from; k < to; k += VL) {
      DoubleVector a = DoubleVector.fromArray(S, w, INPUTS * units + k);
      DoubleVector t0 = DoubleVector.fromArray(S, t, k);
      DoubleVector p0 = DoubleVector.fromArray(S, w, k).fma(t0, zero);
      DoubleVector p1 = zero;
      DoubleVector p2 = zero;
      DoubleVector p3 = zero;
      a.mul(t0).intoArray(t, k);
      if (d > 1) {
        DoubleVector t1 = DoubleVector.fromArray(S, t, units + k);
        p1 = DoubleVector.fromArray(S, w, units + k).fma(t1, zero);
        a.mul(t1).intoArray(t, units + k);
      }
      if (d > 2) {
        DoubleVector t2 = DoubleVector.fromArray(S, t, 2 * units + k);
        p2 = DoubleVector.fromArray(S, w, 2 * units + k).fma(t2, zero);
        a.mul(t2).intoArray(t, 2 * units + k);
      }
      if (d > 3) {
        DoubleVector t3 = DoubleVector.fromArray(S, t, 3 * units + k);
        p3 = DoubleVector.fromArray(S, w, 3 * units + k).fma(t3, zero);
        a.mul(t3).intoArray(t, 3 * units + k);
      }
      DoubleVector even = p0.add(zero).add(p2.add(zero));
      even.add(p1.add(zero).add(p3.add(zero))).intoArray(t, INPUTS * units + k);
    }
  }
}
