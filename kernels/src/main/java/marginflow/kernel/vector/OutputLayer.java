package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import marginflow.kernel.OrderedSum;
import marginflow.kernel.TwoLayerState;

/**
 * The second layer of the two-layer network: from pre-activations that are still in the cache to
 * sign bits and margins, or from their tangents to those of the margins, {@code Σ_k f_k s_ik z_ik}.
 * Sums over units run in {@link OrderedSum} order. Four samples are summed side by side: with one
 * alone each sum would wait for the one before, which took seven cycles a vector.
 */
final class OutputLayer {

  /** Samples summed side by side. */
  static final int ROWS = 4;

  private final TwoLayerState state;
  private final byte[] bits;
  private final int stride;
  private final int m;
  private final double alpha;
  private final int whole;
  private final VectorMask<Double> rest;
  private double[] chains = {};

  OutputLayer(TwoLayerState state) {
    this.state = state;
    bits = state.pattern().bits();
    stride = state.pattern().stride();
    m = state.m();
    alpha = state.alpha();
    whole = m / VL * VL;
    rest = S.indexInRange(whole, m);
  }

  /**
   * {@code out_i = y_i Σ_k f_k s_ik z_ik} of samples {@code from ≤ i < to}.
   *
   * @param fresh whether the pattern is read off z, and not kept
   * @param f factors of the units, from {@code fAt}
   * @param z rows of m elements, that of sample 0 at {@code zAt}
   */
  void sums(
      boolean fresh, double[] f, int fAt, double[] z, int zAt, int from, int to, double[] out) {
    chains = Panels.grown(chains, (long) (to - from) * OrderedSum.COUNT);
    int i = from;
    int chain = 0;
    for (; i + ROWS <= to; i += ROWS) {
      four(fresh, f, fAt, z, zAt + i * m, i * stride, chain);
      chain += ROWS * OrderedSum.COUNT;
    }
    for (; i < to; i++) {
      row(fresh, f, fAt, z, zAt + i * m, i * stride, chain);
      chain += OrderedSum.COUNT;
    }
    if (whole < m) {
      rest(fresh, f, fAt + whole, z, zAt + whole, from, to);
    }
    end(from, to, out);
  }

  private void end(int from, int to, double[] out) {
    for (int i = from; i < to; i++) {
      out[i] = state.y()[i] * OrderedSum.join(chains, (i - from) * OrderedSum.COUNT);
    }
  }

  private void four(boolean fresh, double[] f, int fAt, double[] z, int at, int bitsAt, int chain) {
    for (int part = 0; part < OrderedSum.COUNT; part += VL) {
      DoubleVector s0 = DoubleVector.zero(S);
      DoubleVector s1 = s0;
      DoubleVector s2 = s0;
      DoubleVector s3 = s0;
      for (int k = part; k + VL <= m; k += OrderedSum.COUNT) {
        DoubleVector factor = DoubleVector.fromArray(S, f, fAt + k);
        s0 = factor.fma(gated(fresh, z, at + k, bitsAt, k), s0);
        s1 = factor.fma(gated(fresh, z, at + m + k, bitsAt + stride, k), s1);
        s2 = factor.fma(gated(fresh, z, at + 2 * m + k, bitsAt + 2 * stride, k), s2);
        s3 = factor.fma(gated(fresh, z, at + 3 * m + k, bitsAt + 3 * stride, k), s3);
      }
      s0.intoArray(chains, chain + part);
      s1.intoArray(chains, chain + OrderedSum.COUNT + part);
      s2.intoArray(chains, chain + 2 * OrderedSum.COUNT + part);
      s3.intoArray(chains, chain + 3 * OrderedSum.COUNT + part);
    }
  }

  private void row(boolean fresh, double[] f, int fAt, double[] z, int at, int bitsAt, int chain) {
    for (int part = 0; part < OrderedSum.COUNT; part += VL) {
      DoubleVector sum = DoubleVector.zero(S);
      for (int k = part; k + VL <= m; k += OrderedSum.COUNT) {
        sum = DoubleVector.fromArray(S, f, fAt + k).fma(gated(fresh, z, at + k, bitsAt, k), sum);
      }
      sum.intoArray(chains, chain + part);
    }
  }

  /** The units behind the last whole vector, of all rows: one incomplete vector each. */
  private void rest(boolean fresh, double[] f, int fAt, double[] z, int zAt, int from, int to) {
    DoubleVector factor = DoubleVector.fromArray(S, f, fAt, rest);
    int unit = whole & 7;
    int at = zAt + from * m;
    int bitsAt = from * stride + (whole >> 3);
    int chain = unit;
    for (int i = from; i < to; i++) {
      DoubleVector value = DoubleVector.fromArray(S, z, at, rest);
      DoubleVector sum = DoubleVector.fromArray(S, chains, chain);
      DoubleVector gated = Elementwise.gated(value, on(fresh, value, bitsAt, unit), alpha);
      sum.blend(factor.fma(gated, sum), rest).intoArray(chains, chain);
      at += m;
      bitsAt += stride;
      chain += OrderedSum.COUNT;
    }
  }

  /** One vector of φ, and of the pattern where it is fresh. */
  private DoubleVector gated(boolean fresh, double[] z, int at, int bitsAt, int k) {
    DoubleVector value = DoubleVector.fromArray(S, z, at);
    return Elementwise.gated(value, on(fresh, value, bitsAt, k), alpha);
  }

  /** The signs of one vector, which the pattern is told, or what it says of them. */
  private VectorMask<Double> on(boolean fresh, DoubleVector value, int bitsAt, int k) {
    if (!fresh) {
      return VectorMask.fromLong(S, SignBits.vector(bits, bitsAt, k));
    }
    VectorMask<Double> on = value.compare(VectorOperators.GT, 0);
    SignBits.put(bits, bitsAt, k, on.toLong());
    return on;
  }
}
