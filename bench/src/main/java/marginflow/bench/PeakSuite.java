package marginflow.bench;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The limits of the machine as the Vector API reaches them on one core: fused multiply-adds in
 * registers, and reading, copying and triads {@code a = b + s c} in the first and second cache and
 * in memory.
 */
@State(Scope.Thread)
public class PeakSuite {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();

  /** Rounds of twelve fused multiply-adds: enough that starting and ending do not count. */
  static final int ROUNDS = 4096;

  /** {@code fma}, or {@code read}, {@code copy}, {@code triad} and the doubles in each array. */
  @Param("fma")
  public String shape = "";

  /** Always {@code vector}. */
  @Param("vector")
  public String implementation = "";

  private String kind = "";
  private double[] a = {};
  private double[] b = {};
  private double[] c = {};
  private long repeats = 1;

  /** Instantiated by JMH. */
  public PeakSuite() {}

  /** Makes the arrays; three together would collide in the cache without the odd lengths. */
  @Setup
  public void prepare() {
    String[] parts = shape.split(" ", -1);
    kind = parts[0];
    int n = parts.length == 1 ? 16 * LANES : Integer.parseInt(parts[1]);
    a = new double[n + 8];
    b = new double[n + 72];
    c = new double[n + 136];
    Arrays.fill(b, 1);
    Arrays.fill(c, 1e-9);
    repeats = Suites.PEAK.repeats(shape);
  }

  /** One pass, or as many as make a measurable time. */
  @Benchmark
  public double run() {
    double sum = 0;
    for (long k = 0; k < repeats; k++) {
      switch (kind) {
        case "fma" -> sum += fma();
        case "read" -> sum += read();
        case "copy" -> System.arraycopy(b, 0, a, 0, a.length - 8);
        default -> triad();
      }
    }
    return sum + a[0];
  }

  private double fma() {
    DoubleVector x = DoubleVector.fromArray(SPECIES, b, 0);
    DoubleVector y = DoubleVector.fromArray(SPECIES, c, 0);
    DoubleVector c0 = x;
    DoubleVector c1 = y;
    DoubleVector c2 = x;
    DoubleVector c3 = y;
    DoubleVector c4 = x;
    DoubleVector c5 = y;
    DoubleVector c6 = x;
    DoubleVector c7 = y;
    DoubleVector c8 = x;
    DoubleVector c9 = y;
    DoubleVector ca = x;
    DoubleVector cb = y;
    for (int round = 0; round < ROUNDS; round++) {
      c0 = x.fma(y, c0);
      c1 = x.fma(y, c1);
      c2 = x.fma(y, c2);
      c3 = x.fma(y, c3);
      c4 = x.fma(y, c4);
      c5 = x.fma(y, c5);
      c6 = x.fma(y, c6);
      c7 = x.fma(y, c7);
      c8 = x.fma(y, c8);
      c9 = x.fma(y, c9);
      ca = x.fma(y, ca);
      cb = x.fma(y, cb);
    }
    DoubleVector all = c0.add(c1).add(c2).add(c3).add(c4).add(c5);
    return all.add(c6).add(c7).add(c8).add(c9).add(ca).add(cb).reduceLanes(VectorOperators.ADD);
  }

  private double read() {
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    for (int i = 0; i <= a.length - 8 - 4 * LANES; i += 4 * LANES) {
      s0 = s0.add(DoubleVector.fromArray(SPECIES, b, i));
      s1 = s1.add(DoubleVector.fromArray(SPECIES, b, i + LANES));
      s2 = s2.add(DoubleVector.fromArray(SPECIES, b, i + 2 * LANES));
      s3 = s3.add(DoubleVector.fromArray(SPECIES, b, i + 3 * LANES));
    }
    return s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
  }

  private void triad() {
    DoubleVector s = DoubleVector.broadcast(SPECIES, 3);
    for (int i = 0; i <= a.length - 8 - LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, c, i);
      x.fma(s, DoubleVector.fromArray(SPECIES, b, i)).intoArray(a, i);
    }
  }

  /** Doubles in a vector of this JVM. */
  static int lanes() {
    return LANES;
  }
}
