package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import marginflow.array.Matrix;
import marginflow.array.SignPattern;
import marginflow.kernel.OrderedSum;
import marginflow.kernel.ZeroCrossing;

/** Signs, gates, stage combinations and event scans. */
final class Elementwise {

  private Elementwise() {}

  static void signs(Matrix z, SignPattern pattern) {
    byte[] bits = pattern.bits();
    for (int i = 0; i < z.rows(); i++) {
      int at = z.row(i);
      int bitsAt = i * pattern.stride();
      int k = 0;
      for (; k + VL <= z.cols(); k += VL) {
        DoubleVector value = DoubleVector.fromArray(S, z.data(), at + k);
        SignBits.put(bits, bitsAt, k, value.compare(VectorOperators.GT, 0).toLong());
      }
      for (; k < z.cols(); k++) {
        SignBits.putOne(bits, bitsAt, k, z.data()[at + k] > 0);
      }
    }
  }

  static void gate(Matrix in, SignPattern pattern, double alpha, Matrix out) {
    byte[] bits = pattern.bits();
    int stride = pattern.stride();
    for (int i = 0; i < in.rows(); i++) {
      gateRow(in.data(), in.row(i), in.cols(), bits, i * stride, alpha, out.data(), out.row(i));
    }
  }

  /** One row of {@link #gate}. */
  static void gateRow(
      double[] in,
      int at,
      int units,
      byte[] bits,
      int bitsAt,
      double alpha,
      double[] out,
      int outAt) {
    int k = 0;
    for (; k + VL <= units; k += VL) {
      DoubleVector value = DoubleVector.fromArray(S, in, at + k);
      gated(value, SignBits.vector(bits, bitsAt, k), alpha).intoArray(out, outAt + k);
    }
    for (; k < units; k++) {
      out[outAt + k] = SignBits.one(bits, bitsAt, k) ? in[at + k] : alpha * in[at + k];
    }
  }

  /** {@code value} where the bit is set, {@code alpha · value} elsewhere. */
  static DoubleVector gated(DoubleVector value, long bits, double alpha) {
    return gated(value, VectorMask.fromLong(S, bits), alpha);
  }

  /**
   * {@code value} where the mask is set, {@code alpha · value} elsewhere. A mask that was compared
   * goes here as it is: where a processor has no mask registers (AVX2), code that C2 of JDK 25.0.3
   * makes of {@code fromLong(S, mask.toLong())} blends the wrong lanes.
   */
  static DoubleVector gated(DoubleVector value, VectorMask<Double> on, double alpha) {
    return value.mul(alpha).blend(value, on);
  }

  static double combine(
      double[] y, double[][] k, double[] b, double[] e, int stages, double[] out, double[] chains) {
    int length = y.length;
    int j = 0;
    Arrays.fill(chains, 0);
    for (; j + VL <= length; j += VL) {
      DoubleVector value = DoubleVector.fromArray(S, y, j);
      DoubleVector error = DoubleVector.zero(S);
      for (int s = 0; s < stages; s++) {
        DoubleVector stage = DoubleVector.fromArray(S, k[s], j);
        value = DoubleVector.broadcast(S, b[s]).fma(stage, value);
        error = DoubleVector.broadcast(S, e[s]).fma(stage, error);
      }
      value.intoArray(out, j);
      int chain = j & 7;
      error.fma(error, DoubleVector.fromArray(S, chains, chain)).intoArray(chains, chain);
    }
    for (; j < length; j++) {
      double value = y[j];
      double error = 0;
      for (int s = 0; s < stages; s++) {
        value = Math.fma(b[s], k[s][j], value);
        error = Math.fma(e[s], k[s][j], error);
      }
      out[j] = value;
      chains[j & 7] = Math.fma(error, error, chains[j & 7]);
    }
    return OrderedSum.join(chains, 0);
  }

  static double dot(double[] x, double[] y, int n, double[] chains) {
    for (int part = 0; part < OrderedSum.COUNT; part += VL) {
      DoubleVector sum = DoubleVector.zero(S);
      for (int j = part; j + VL <= n; j += OrderedSum.COUNT) {
        sum = DoubleVector.fromArray(S, x, j).fma(DoubleVector.fromArray(S, y, j), sum);
      }
      sum.intoArray(chains, part);
    }
    for (int j = n / VL * VL; j < n; j++) {
      chains[j & 7] = Math.fma(x[j], y[j], chains[j & 7]);
    }
    return OrderedSum.join(chains, 0);
  }

  static int crossings(double[] before, double[] after, int n, int[] kinks, double[] fractions) {
    int count = 0;
    int j = 0;
    for (; j + VL <= n; j += VL) {
      long was = DoubleVector.fromArray(S, before, j).compare(VectorOperators.GT, 0).toLong();
      long is = DoubleVector.fromArray(S, after, j).compare(VectorOperators.GT, 0).toLong();
      for (long changed = was ^ is; changed != 0; changed &= changed - 1) {
        int pair = j + Long.numberOfTrailingZeros(changed);
        kinks[count] = pair;
        fractions[count++] = ZeroCrossing.fraction(before[pair], after[pair]);
      }
    }
    for (; j < n; j++) {
      if (before[j] > 0 != after[j] > 0) {
        kinks[count] = j;
        fractions[count++] = ZeroCrossing.fraction(before[j], after[j]);
      }
    }
    return count;
  }
}
