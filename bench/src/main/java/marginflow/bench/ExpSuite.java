package marginflow.bench;

import java.util.SplittableRandom;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import marginflow.bench.peer.Peers;
import marginflow.kernel.Kernels;
import marginflow.loss.Loss;
import marginflow.reference.Bounded;
import marginflow.reference.ReferenceLoss;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The exponential over an array, and the softmin weights made of it. */
@State(Scope.Thread)
public class ExpSuite {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /** {@code exp} or {@code softmin}, then the number of elements. */
  @Param("exp 1000")
  public String shape = "";

  /** Who computes. */
  @Param("scalar")
  public String implementation = "";

  private Runnable operation = () -> {};
  private long repeats = 1;

  /** Instantiated by JMH. */
  public ExpSuite() {}

  /** Fills the operands and checks the result. */
  @Setup
  public void prepare() {
    String[] parts = shape.split(" ", -1);
    int n = Integer.parseInt(parts[1]);
    double[] x = new SplittableRandom(1).doubles(n, -30, 0).toArray();
    double[] out = new double[n];
    operation = parts[0].equals("exp") ? exp(x, out) : softmin(x, out);
    operation.run();
    Bounded[] weights = ReferenceLoss.of(Loss.EXPONENTIAL, x).weights();
    for (int i = 0; i < n; i++) {
      double expected = parts[0].equals("exp") ? StrictMath.exp(x[i]) : weights[i].doubleValue();
      if (Math.abs(out[i] - expected) > Bounded.gamma(n + 100) * expected) {
        throw new IllegalStateException(
            "wrong result before timing: element %d is %s, expected %s"
                .formatted(i, out[i], expected));
      }
    }
    repeats = Suites.EXP.repeats(shape);
  }

  private Runnable exp(double[] x, double[] out) {
    return switch (implementation) {
      case "Math" ->
          () -> {
            for (int i = 0; i < x.length; i++) {
              out[i] = Math.exp(x[i]);
            }
          };
      case "StrictMath" ->
          () -> {
            for (int i = 0; i < x.length; i++) {
              out[i] = StrictMath.exp(x[i]);
            }
          };
      case "lanewise" -> () -> lanewise(x, out);
      default -> {
        Kernels kernels = Peers.kernels(implementation);
        yield () -> kernels.exp(x, x.length, out);
      }
    };
  }

  /** The Vector API's own exponential, whose bits depend on the state of the compiler. */
  private static void lanewise(double[] x, double[] out) {
    int i = 0;
    for (; i < SPECIES.loopBound(x.length); i += SPECIES.length()) {
      DoubleVector.fromArray(SPECIES, x, i).lanewise(VectorOperators.EXP).intoArray(out, i);
    }
    for (; i < x.length; i++) {
      out[i] = StrictMath.exp(x[i]);
    }
  }

  private Runnable softmin(double[] x, double[] out) {
    Kernels kernels = Peers.kernels(implementation);
    return () -> kernels.softmin(x, x.length, out);
  }

  /** Passes over the array, one after the other. */
  @Benchmark
  public void run() {
    for (long k = 0; k < repeats; k++) {
      operation.run();
    }
  }
}
