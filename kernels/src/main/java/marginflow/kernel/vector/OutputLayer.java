package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import marginflow.kernel.Chains;
import marginflow.kernel.TwoLayerState;

/**
 * The second layer of the two-layer network: from pre-activations that are still in the cache to
 * sign bits and margins, or from their tangents to those of the margins. Sums over units run in
 * {@link Chains} order, one register of chains at a time.
 */
final class OutputLayer {
  private final TwoLayerState state;
  private final int m;
  private final int firstWeight;
  private final double alpha;
  private final double[] chains = new double[Chains.COUNT];

  OutputLayer(TwoLayerState state) {
    this.state = state;
    m = state.m();
    firstWeight = m * state.d();
    alpha = state.alpha();
  }

  /** Margins of samples {@code from ≤ i < to}, and their pattern unless it is frozen. */
  void margins(double[] theta, int from, int to, boolean frozen) {
    double[] z = state.z().data();
    byte[] bits = state.pattern().bits();
    int stride = state.pattern().stride();
    for (int i = from; i < to; i++) {
      int at = state.z().row(i);
      double sum =
          frozen
              ? frozenMargin(theta, z, at, bits, i * stride)
              : freshMargin(theta, z, at, bits, i * stride);
      state.q()[i] = state.y()[i] * sum;
    }
  }

  private double freshMargin(double[] theta, double[] z, int at, byte[] bits, int bitsAt) {
    for (int part = 0; part < Chains.COUNT; part += VL) {
      DoubleVector sum = DoubleVector.zero(S);
      for (int k = part; k + VL <= m; k += Chains.COUNT) {
        DoubleVector value = DoubleVector.fromArray(S, z, at + k);
        VectorMask<Double> positive = value.compare(VectorOperators.GT, 0);
        SignBits.put(bits, bitsAt, k, positive.toLong());
        DoubleVector h = value.mul(alpha).blend(value, positive);
        sum = DoubleVector.fromArray(S, theta, firstWeight + k).fma(h, sum);
      }
      sum.intoArray(chains, part);
    }
    for (int k = m / VL * VL; k < m; k++) {
      double value = z[at + k];
      SignBits.putOne(bits, bitsAt, k, value > 0);
      double h = value > 0 ? value : alpha * value;
      chains[k & 7] = Math.fma(theta[firstWeight + k], h, chains[k & 7]);
    }
    return Chains.join(chains, 0);
  }

  private double frozenMargin(double[] theta, double[] z, int at, byte[] bits, int bitsAt) {
    for (int part = 0; part < Chains.COUNT; part += VL) {
      DoubleVector sum = DoubleVector.zero(S);
      for (int k = part; k + VL <= m; k += Chains.COUNT) {
        DoubleVector value = DoubleVector.fromArray(S, z, at + k);
        DoubleVector h = Elementwise.gated(value, SignBits.vector(bits, bitsAt, k), alpha);
        sum = DoubleVector.fromArray(S, theta, firstWeight + k).fma(h, sum);
      }
      sum.intoArray(chains, part);
    }
    for (int k = m / VL * VL; k < m; k++) {
      double value = z[at + k];
      double h = SignBits.one(bits, bitsAt, k) ? value : alpha * value;
      chains[k & 7] = Math.fma(theta[firstWeight + k], h, chains[k & 7]);
    }
    return Chains.join(chains, 0);
  }

  /**
   * Tangents {@code out_i = y_i Σ_k s_ik zDot_ik} of samples {@code from ≤ i < to}.
   *
   * @param zDot dense rows, that of sample {@code from} first
   */
  void tangents(double[] zDot, int from, int to, double[] out) {
    byte[] bits = state.pattern().bits();
    for (int i = from; i < to; i++) {
      out[i] = state.y()[i] * tangent(zDot, (i - from) * m, bits, i * state.pattern().stride());
    }
  }

  private double tangent(double[] zDot, int at, byte[] bits, int bitsAt) {
    DoubleVector off = DoubleVector.broadcast(S, alpha);
    DoubleVector on = DoubleVector.broadcast(S, 1);
    for (int part = 0; part < Chains.COUNT; part += VL) {
      DoubleVector sum = DoubleVector.zero(S);
      for (int k = part; k + VL <= m; k += Chains.COUNT) {
        VectorMask<Double> mask = VectorMask.fromLong(S, SignBits.vector(bits, bitsAt, k));
        sum = DoubleVector.fromArray(S, zDot, at + k).fma(off.blend(on, mask), sum);
      }
      sum.intoArray(chains, part);
    }
    for (int k = m / VL * VL; k < m; k++) {
      double slope = SignBits.one(bits, bitsAt, k) ? 1 : alpha;
      chains[k & 7] = Math.fma(slope, zDot[at + k], chains[k & 7]);
    }
    return Chains.join(chains, 0);
  }
}
