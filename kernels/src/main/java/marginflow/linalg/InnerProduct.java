package marginflow.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner product on stretches of two arrays. Sums run in {@value #CHAINS} chains, index modulo
 * {@value #CHAINS}, which fill four registers of eight lanes or more of fewer, joined as a tree;
 * what is left of the length follows in ascending order. So the bits are the same for any lane
 * width, and those of short vectors, below {@value #CHAINS} entries, are those of a plain loop.
 */
final class InnerProduct {

  /** Chains of a sum: as many as four fused multiply-adds in flight have lanes, at eight lanes. */
  static final int CHAINS = 32;

  /**
   * Entries from which on vectors are used. Until a method is compiled they are objects, and flows
   * of nets of 32 and 53 parameters, which end before, made garbage at every step; a power of two
   * above these, not the best of several.
   */
  static final int LONG = 256;

  private static final VectorSpecies<Double> S8 = DoubleVector.SPECIES_512;
  private static final VectorSpecies<Double> S4 = DoubleVector.SPECIES_256;

  /** Lanes of the machine; fewer than four are no faster than scalar chains. */
  private static final int LANES = DoubleVector.SPECIES_PREFERRED.length();

  private InnerProduct() {}

  /** {@code Σ a[aAt + j] b[bAt + j]} over {@code 0 <= j < n}. */
  static double of(double[] a, int aAt, double[] b, int bAt, int n) {
    if (n < CHAINS) {
      return rest(0, a, aAt, b, bAt, 0, n);
    }
    if (n < LONG || LANES < 4) {
      return by1(a, aAt, b, bAt, n);
    }
    return LANES >= 8 ? by8(a, aAt, b, bAt, n) : by4(a, aAt, b, bAt, n);
  }

  /** The same for one of many rows, where vectors pay from fewer entries on. */
  static double ofRow(double[] a, int aAt, double[] b, int bAt, int n) {
    if (n < 2 * CHAINS || LANES < 4) {
      return of(a, aAt, b, bAt, n);
    }
    return LANES >= 8 ? by8(a, aAt, b, bAt, n) : by4(a, aAt, b, bAt, n);
  }

  /** For eight lanes: four registers. */
  static double by8(double[] a, int aAt, double[] b, int bAt, int n) {
    int end = n / CHAINS * CHAINS;
    DoubleVector s0 = DoubleVector.zero(S8);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    for (int j = 0; j < end; j += CHAINS) {
      s0 = v8(a, aAt + j).fma(v8(b, bAt + j), s0);
      s1 = v8(a, aAt + j + 8).fma(v8(b, bAt + j + 8), s1);
      s2 = v8(a, aAt + j + 16).fma(v8(b, bAt + j + 16), s2);
      s3 = v8(a, aAt + j + 24).fma(v8(b, bAt + j + 24), s3);
    }
    DoubleVector s = s0.add(s2).add(s1.add(s3));
    double sum =
        ((s.lane(0) + s.lane(4)) + (s.lane(2) + s.lane(6)))
            + ((s.lane(1) + s.lane(5)) + (s.lane(3) + s.lane(7)));
    return rest(sum, a, aAt, b, bAt, end, n);
  }

  private static DoubleVector v8(double[] x, int at) {
    return DoubleVector.fromArray(S8, x, at);
  }

  /** For four lanes: eight registers. */
  static double by4(double[] a, int aAt, double[] b, int bAt, int n) {
    int end = n / CHAINS * CHAINS;
    DoubleVector s0 = DoubleVector.zero(S4);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    DoubleVector s4 = s0;
    DoubleVector s5 = s0;
    DoubleVector s6 = s0;
    DoubleVector s7 = s0;
    for (int j = 0; j < end; j += CHAINS) {
      s0 = v4(a, aAt + j).fma(v4(b, bAt + j), s0);
      s1 = v4(a, aAt + j + 4).fma(v4(b, bAt + j + 4), s1);
      s2 = v4(a, aAt + j + 8).fma(v4(b, bAt + j + 8), s2);
      s3 = v4(a, aAt + j + 12).fma(v4(b, bAt + j + 12), s3);
      s4 = v4(a, aAt + j + 16).fma(v4(b, bAt + j + 16), s4);
      s5 = v4(a, aAt + j + 20).fma(v4(b, bAt + j + 20), s5);
      s6 = v4(a, aAt + j + 24).fma(v4(b, bAt + j + 24), s6);
      s7 = v4(a, aAt + j + 28).fma(v4(b, bAt + j + 28), s7);
    }
    DoubleVector low = s0.add(s4).add(s2.add(s6));
    DoubleVector high = s1.add(s5).add(s3.add(s7));
    DoubleVector s = low.add(high);
    double sum = (s.lane(0) + s.lane(2)) + (s.lane(1) + s.lane(3));
    return rest(sum, a, aAt, b, bAt, end, n);
  }

  private static DoubleVector v4(double[] x, int at) {
    return DoubleVector.fromArray(S4, x, at);
  }

  /** Chain by chain. */
  static double by1(double[] a, int aAt, double[] b, int bAt, int n) {
    int end = n / CHAINS * CHAINS;
    double even =
        (four(a, aAt, b, bAt, end) + four(a, aAt + 4, b, bAt + 4, end))
            + (four(a, aAt + 2, b, bAt + 2, end) + four(a, aAt + 6, b, bAt + 6, end));
    double odd =
        (four(a, aAt + 1, b, bAt + 1, end) + four(a, aAt + 5, b, bAt + 5, end))
            + (four(a, aAt + 3, b, bAt + 3, end) + four(a, aAt + 7, b, bAt + 7, end));
    return rest(even + odd, a, aAt, b, bAt, end, n);
  }

  /** The chains of every eighth entry, joined. */
  private static double four(double[] a, int aAt, double[] b, int bAt, int end) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int j = 0; j < end; j += CHAINS) {
      s0 = Math.fma(a[aAt + j], b[bAt + j], s0);
      s1 = Math.fma(a[aAt + j + 8], b[bAt + j + 8], s1);
      s2 = Math.fma(a[aAt + j + 16], b[bAt + j + 16], s2);
      s3 = Math.fma(a[aAt + j + 24], b[bAt + j + 24], s3);
    }
    return (s0 + s2) + (s1 + s3);
  }

  private static double rest(
      double start, double[] a, int aAt, double[] b, int bAt, int from, int n) {
    double sum = start;
    for (int j = from; j < n; j++) {
      sum = Math.fma(a[aAt + j], b[bAt + j], sum);
    }
    return sum;
  }
}
