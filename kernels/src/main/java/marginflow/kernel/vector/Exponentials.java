package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import marginflow.kernel.Elementary;
import marginflow.kernel.OrderedSum;
import marginflow.kernel.Softmin;

/** {@link Elementary} lane for lane, and the softmin weights built on it. */
final class Exponentials {
  private static final int EXP_TERMS = 12;
  private static final int LOG_TERMS = 11;
  private static final double[] EXP_SERIES = new double[EXP_TERMS];
  private static final double[] LOG_SERIES = new double[LOG_TERMS];

  static {
    Arrays.setAll(EXP_SERIES, Elementary::expCoefficient);
    Arrays.setAll(LOG_SERIES, Elementary::logCoefficient);
  }

  private Exponentials() {}

  static void exp(double[] x, int n, double[] out) {
    int i = 0;
    for (; i + VL <= n; i += VL) {
      exp(DoubleVector.fromArray(S, x, i)).intoArray(out, i);
    }
    for (; i < n; i++) {
      out[i] = Elementary.exp(x[i]);
    }
  }

  static void log1p(double[] x, int n, double[] out) {
    int i = 0;
    for (; i + VL <= n; i += VL) {
      log1p(DoubleVector.fromArray(S, x, i)).intoArray(out, i);
    }
    for (; i < n; i++) {
      out[i] = Elementary.log1p(x[i]);
    }
  }

  static double softmin(double[] q, int n, double[] p, double[] chains) {
    double least = minimum(q, n);
    if (Double.isNaN(least) || Double.isInfinite(least)) {
      return Softmin.weights(q, n, p);
    }
    double sum = exponentials(q, n, least, p, chains);
    DoubleVector divisor = DoubleVector.broadcast(S, sum);
    int i = 0;
    for (; i + VL <= n; i += VL) {
      DoubleVector.fromArray(S, p, i).div(divisor).intoArray(p, i);
    }
    for (; i < n; i++) {
      p[i] /= sum;
    }
    return StrictMath.log(sum) - least;
  }

  private static double minimum(double[] q, int n) {
    double least = Double.POSITIVE_INFINITY;
    int i = 0;
    if (n >= VL) {
      DoubleVector lanes = DoubleVector.fromArray(S, q, 0);
      for (i = VL; i + VL <= n; i += VL) {
        lanes = lanes.min(DoubleVector.fromArray(S, q, i));
      }
      least = lanes.reduceLanes(VectorOperators.MIN);
    }
    for (; i < n; i++) {
      least = Math.min(least, q[i]);
    }
    return least;
  }

  /** {@code p_i = e^{least − q_i}}; returns their sum in the order of {@link OrderedSum}. */
  private static double exponentials(double[] q, int n, double least, double[] p, double[] chains) {
    Arrays.fill(chains, 0);
    DoubleVector shift = DoubleVector.broadcast(S, least);
    int i = 0;
    for (; i + VL <= n; i += VL) {
      DoubleVector value = exp(shift.sub(DoubleVector.fromArray(S, q, i)));
      value.intoArray(p, i);
      int chain = i & 7;
      DoubleVector.fromArray(S, chains, chain).add(value).intoArray(chains, chain);
    }
    for (; i < n; i++) {
      p[i] = Elementary.exp(least - q[i]);
      chains[i & 7] += p[i];
    }
    return OrderedSum.join(chains, 0);
  }

  /** As {@link Elementary#exp(double)}, step by step. */
  private static DoubleVector exp(DoubleVector x) {
    DoubleVector rounder = DoubleVector.broadcast(S, Elementary.ROUNDER);
    DoubleVector k = x.fma(DoubleVector.broadcast(S, Elementary.LOG2_E), rounder).sub(rounder);
    DoubleVector r = k.fma(DoubleVector.broadcast(S, -Elementary.LN2_HIGH), x);
    r = k.fma(DoubleVector.broadcast(S, -Elementary.LN2_LOW), r);
    DoubleVector p = DoubleVector.broadcast(S, EXP_SERIES[0]);
    for (int j = 1; j < EXP_TERMS; j++) {
      p = p.fma(r, DoubleVector.broadcast(S, EXP_SERIES[j]));
    }
    p = r.mul(r).fma(p, r).add(1);
    DoubleVector half = k.fma(DoubleVector.broadcast(S, 0.5), rounder).sub(rounder);
    p = p.mul(powerOfTwo(half, rounder)).mul(powerOfTwo(k.sub(half), rounder));
    VectorMask<Double> under = x.compare(VectorOperators.LT, Elementary.EXP_UNDERFLOW);
    VectorMask<Double> over = x.compare(VectorOperators.GT, Elementary.EXP_OVERFLOW);
    VectorMask<Double> nan = x.compare(VectorOperators.NE, x);
    return p.blend(0, under).blend(Double.POSITIVE_INFINITY, over).blend(Double.NaN, nan);
  }

  /** {@code 2^k}: the rounder leaves k in the low bits, from where it is moved to the exponent. */
  private static DoubleVector powerOfTwo(DoubleVector k, DoubleVector rounder) {
    LongVector bits = k.add(rounder).reinterpretAsLongs();
    return bits.lanewise(VectorOperators.LSHL, 52)
        .add(Double.doubleToRawLongBits(1))
        .reinterpretAsDoubles();
  }

  /** As {@link Elementary#log1p(double)}, step by step. */
  private static DoubleVector log1p(DoubleVector x) {
    VectorMask<Double> halve = x.compare(VectorOperators.GT, Elementary.LOG1P_SPLIT);
    DoubleVector f = x.blend(x.sub(1), halve).div(x.add(2).blend(x.add(3), halve));
    DoubleVector s = f.mul(f);
    DoubleVector p = DoubleVector.broadcast(S, LOG_SERIES[0]);
    for (int j = 1; j < LOG_TERMS; j++) {
      p = p.fma(s, DoubleVector.broadcast(S, LOG_SERIES[j]));
    }
    DoubleVector tail = f.mul(s).mul(p);
    DoubleVector value = DoubleVector.broadcast(S, 2).fma(f, tail);
    return value.blend(value.add(Elementary.LN2), halve);
  }
}
