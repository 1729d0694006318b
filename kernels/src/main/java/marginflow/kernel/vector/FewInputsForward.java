package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import marginflow.kernel.OrderedSum;
import marginflow.kernel.TwoLayerState;

/**
 * The forward pass of a two-layer network of few inputs: both layers and the signs in one loop over
 * the samples, for one or two vectors of units whose weights stay in registers. The sums of the
 * second layer wait in memory, one vector for each sample.
 */
final class FewInputsForward {

  private static final int INPUTS = FewInputsWeights.INPUTS;

  private final TwoLayerState state;
  private final FewInputsWeights weights;
  private final double[] x;
  private final double[][] sums;

  /**
   * Binds to data.
   *
   * @param weights packed by the caller before each pass
   * @param workers number of threads
   * @param block most samples of one call
   */
  FewInputsForward(TwoLayerState state, FewInputsWeights weights, int workers, int block) {
    this.state = state;
    this.weights = weights;
    x = new double[Math.multiplyExact(state.n(), INPUTS)];
    for (int i = 0; i < state.n(); i++) {
      System.arraycopy(state.x().data(), state.x().row(i), x, i * INPUTS, state.d());
    }
    sums = new double[workers][Math.min(block, state.n()) * OrderedSum.COUNT];
  }

  /** Pre-activations, margins and, where {@code fresh}, signs of some samples. */
  void rows(boolean fresh, int from, int to, int worker) {
    double[] chains = sums[worker];
    Arrays.fill(chains, 0);
    int m = state.m();
    for (int part = 0; part < OrderedSum.COUNT; part += VL) {
      int k = part;
      for (; k + OrderedSum.COUNT + VL <= m; k += 2 * OrderedSum.COUNT) {
        pair(fresh, k, from, to, chains);
      }
      for (; k < m; k += OrderedSum.COUNT) {
        vector(fresh, k, from, to, chains);
      }
    }
    for (int i = from; i < to; i++) {
      state.q()[i] = state.y()[i] * OrderedSum.join(chains, (i - from) * OrderedSum.COUNT);
    }
  }

  /** Weights of an input, or any where there is no such input. */
  private DoubleVector weight(int input, int k) {
    return DoubleVector.fromArray(S, weights.rows, weights.row(input) + k);
  }

  /** The vectors of units from k and from k + 8 on, which add to the same chains. */
  private void pair(boolean fresh, int k, int from, int to, double[] chains) {
    int d = state.d();
    int m = state.m();
    int stride = state.pattern().stride();
    byte[] bits = state.pattern().bits();
    double[] z = state.z().data();
    double[] x = this.x;
    double alpha = state.alpha();
    int l = k + OrderedSum.COUNT;
    DoubleVector w0 = weight(0, k);
    DoubleVector w1 = weight(1, k);
    DoubleVector w2 = weight(2, k);
    DoubleVector w3 = weight(3, k);
    DoubleVector a = weight(INPUTS, k);
    DoubleVector v0 = weight(0, l);
    DoubleVector v1 = weight(1, l);
    DoubleVector v2 = weight(2, l);
    DoubleVector v3 = weight(3, l);
    DoubleVector b = weight(INPUTS, l);
    DoubleVector zero = DoubleVector.zero(S);
    int at = state.z().offset() + from * m + k;
    int bitsAt = from * stride + (k >> 3);
    int unit = k & 7;
    for (int i = from; i < to; i++) {
      DoubleVector xi = DoubleVector.broadcast(S, x[INPUTS * i]);
      DoubleVector zk = xi.fma(w0, zero);
      DoubleVector zl = xi.fma(v0, zero);
      if (d > 1) {
        xi = DoubleVector.broadcast(S, x[INPUTS * i + 1]);
        zk = xi.fma(w1, zk);
        zl = xi.fma(v1, zl);
      }
      if (d > 2) {
        xi = DoubleVector.broadcast(S, x[INPUTS * i + 2]);
        zk = xi.fma(w2, zk);
        zl = xi.fma(v2, zl);
      }
      if (d > 3) {
        xi = DoubleVector.broadcast(S, x[INPUTS * i + 3]);
        zk = xi.fma(w3, zk);
        zl = xi.fma(v3, zl);
      }
      zk.intoArray(z, at);
      zl.intoArray(z, at + OrderedSum.COUNT);
      VectorMask<Double> onK;
      VectorMask<Double> onL;
      if (fresh) {
        onK = zk.compare(VectorOperators.GT, 0);
        onL = zl.compare(VectorOperators.GT, 0);
        SignBits.put(bits, bitsAt, unit, onK.toLong());
        SignBits.put(bits, bitsAt + 1, unit, onL.toLong());
      } else {
        onK = VectorMask.fromLong(S, SignBits.vector(bits, bitsAt, unit));
        onL = VectorMask.fromLong(S, SignBits.vector(bits, bitsAt + 1, unit));
      }
      int chain = OrderedSum.COUNT * (i - from) + unit;
      DoubleVector sum = DoubleVector.fromArray(S, chains, chain);
      sum = a.fma(Elementwise.gated(zk, onK, alpha), sum);
      b.fma(Elementwise.gated(zl, onL, alpha), sum).intoArray(chains, chain);
      at += m;
      bitsAt += stride;
    }
  }

  /** The vector of units from k on, the last of which may be incomplete. */
  private void vector(boolean fresh, int k, int from, int to, double[] chains) {
    int d = state.d();
    int m = state.m();
    int stride = state.pattern().stride();
    byte[] bits = state.pattern().bits();
    double[] z = state.z().data();
    double[] x = this.x;
    double alpha = state.alpha();
    VectorMask<Double> there = S.indexInRange(k, m);
    DoubleVector w0 = weight(0, k);
    DoubleVector w1 = weight(1, k);
    DoubleVector w2 = weight(2, k);
    DoubleVector w3 = weight(3, k);
    DoubleVector a = weight(INPUTS, k);
    DoubleVector zero = DoubleVector.zero(S);
    int at = state.z().offset() + from * m + k;
    int bitsAt = from * stride + (k >> 3);
    int unit = k & 7;
    for (int i = from; i < to; i++) {
      DoubleVector xi = DoubleVector.broadcast(S, x[INPUTS * i]);
      DoubleVector zk = xi.fma(w0, zero);
      if (d > 1) {
        zk = DoubleVector.broadcast(S, x[INPUTS * i + 1]).fma(w1, zk);
      }
      if (d > 2) {
        zk = DoubleVector.broadcast(S, x[INPUTS * i + 2]).fma(w2, zk);
      }
      if (d > 3) {
        zk = DoubleVector.broadcast(S, x[INPUTS * i + 3]).fma(w3, zk);
      }
      zk.intoArray(z, at, there);
      VectorMask<Double> on;
      if (fresh) {
        on = zk.compare(VectorOperators.GT, 0);
        SignBits.put(bits, bitsAt, unit, on.toLong());
      } else {
        on = VectorMask.fromLong(S, SignBits.vector(bits, bitsAt, unit));
      }
      int chain = OrderedSum.COUNT * (i - from) + unit;
      DoubleVector sum = DoubleVector.fromArray(S, chains, chain);
      DoubleVector next = a.fma(Elementwise.gated(zk, on, alpha), sum);
      sum.blend(next, there).intoArray(chains, chain);
      at += m;
      bitsAt += stride;
    }
  }
}
