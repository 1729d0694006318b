package marginflow.profile;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What one core of this machine can do, measured now.
 *
 * @param peak fused multiply-adds from registers, operations per second
 * @param bandwidth of {@code a = b + s c} over a working set, bytes per second
 * @param workingSet size of that working set, bytes
 */
public record Roofline(double peak, double bandwidth, long workingSet) {

  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

  /** Rounds of each measurement; the fastest counts, since neighbours only slow it down. */
  private static final int ROUNDS = 30;

  private static final int CHAIN = 400_000;

  /** Bytes moved by one round of the bandwidth measurement at least. */
  private static final long MOVED = 1L << 24;

  private static final int SMALLEST = 3 * 512 * Double.BYTES;

  /** Larger working sets are out of every cache already. */
  private static final int LARGEST = 3 << 25;

  /**
   * Measures, in about half a second.
   *
   * @param bytes the working set of the run to compare with
   */
  public static Roofline measure(long bytes) {
    int workingSet = Math.clamp(bytes, SMALLEST, LARGEST);
    return new Roofline(measurePeak(), measureBandwidth(workingSet), workingSet);
  }

  /** Operations per second that a phase of some intensity can reach at most. */
  public double roof(double flops, double traffic) {
    return Math.min(peak, flops / traffic * bandwidth);
  }

  private static double measurePeak() {
    double best = 0;
    double sink = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long before = System.nanoTime();
      sink += chains(1 - 1e-9 * round);
      double seconds = 1e-9 * (System.nanoTime() - before);
      best = Math.max(best, 2.0 * 12 * S.length() * CHAIN / seconds);
    }
    return keep(sink, best);
  }

  /** Twelve independent chains: more than latency (4) times issue width (2) asks for. */
  private static double chains(double factor) {
    DoubleVector f = DoubleVector.broadcast(S, factor);
    DoubleVector g = DoubleVector.broadcast(S, 1e-9);
    DoubleVector a0 = g;
    DoubleVector a1 = g;
    DoubleVector a2 = g;
    DoubleVector a3 = g;
    DoubleVector a4 = g;
    DoubleVector a5 = g;
    DoubleVector a6 = g;
    DoubleVector a7 = g;
    DoubleVector a8 = g;
    DoubleVector a9 = g;
    DoubleVector a10 = g;
    DoubleVector a11 = g;
    for (int i = 0; i < CHAIN; i++) {
      a0 = f.fma(g, a0);
      a1 = f.fma(g, a1);
      a2 = f.fma(g, a2);
      a3 = f.fma(g, a3);
      a4 = f.fma(g, a4);
      a5 = f.fma(g, a5);
      a6 = f.fma(g, a6);
      a7 = f.fma(g, a7);
      a8 = f.fma(g, a8);
      a9 = f.fma(g, a9);
      a10 = f.fma(g, a10);
      a11 = f.fma(g, a11);
    }
    return a0.add(a1)
        .add(a2)
        .add(a3)
        .add(a4)
        .add(a5)
        .add(a6)
        .add(a7)
        .add(a8)
        .add(a9)
        .add(a10)
        .add(a11)
        .lane(0);
  }

  private static double measureBandwidth(int workingSet) {
    int n = workingSet / (3 * Double.BYTES) / S.length() * S.length();
    double[] a = new double[n];
    double[] b = new double[n];
    double[] c = new double[n];
    int passes = Math.toIntExact(1 + MOVED / (3L * Double.BYTES * n));
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long before = System.nanoTime();
      for (int pass = 0; pass < passes; pass++) {
        triad(a, b, c, round + pass);
      }
      double seconds = 1e-9 * (System.nanoTime() - before);
      best = Math.max(best, 3.0 * Double.BYTES * n * passes / seconds);
    }
    return keep(a[n / 2], best);
  }

  private static void triad(double[] a, double[] b, double[] c, double s) {
    DoubleVector factor = DoubleVector.broadcast(S, s);
    for (int i = 0; i < a.length; i += S.length()) {
      DoubleVector.fromArray(S, c, i).fma(factor, DoubleVector.fromArray(S, b, i)).intoArray(a, i);
    }
  }

  /**
   * Returns {@code value}, in a way that keeps the compiler from dropping what made {@code sink}.
   */
  private static double keep(double sink, double value) {
    return Double.isNaN(sink) ? Double.NaN : value;
  }
}
