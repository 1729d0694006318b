package marginflow.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import marginflow.array.Matrix;
import marginflow.bench.peer.Gemm;
import marginflow.bench.peer.Peers;
import marginflow.reference.Bounded;
import marginflow.reference.ReferenceProducts;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Matrix products {@code C = A Bᵀ} (the product of a forward pass), densely packed. */
@State(Scope.Thread)
public class GemmSuite {

  /** Elements compared before timing. */
  private static final int SAMPLE = 500;

  /** Rows, columns and inner dimension of the product. */
  @Param("64x64x64")
  public String shape = "";

  /** Who computes. */
  @Param("scalar")
  public String implementation = "";

  private Gemm gemm = Peers.gemm("scalar");
  private int r;
  private int s;
  private int k;
  private double[] a = {};
  private double[] b = {};
  private double[] c = {};
  private long repeats = 1;

  /** Instantiated by JMH. */
  public GemmSuite() {}

  /** Fills the operands and checks the product. */
  @Setup
  public void prepare() {
    int[] sizes = Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
    r = sizes[0];
    s = sizes[1];
    k = sizes[2];
    SplittableRandom random = new SplittableRandom(1);
    a = random.doubles((long) r * k, -1, 1).toArray();
    b = random.doubles((long) s * k, -1, 1).toArray();
    c = new double[r * s];
    gemm = Peers.gemm(implementation);
    gemm.abt(r, s, k, a, b, c);
    Matrix left = Matrix.view(a, 0, r, k);
    Matrix right = Matrix.view(b, 0, s, k);
    for (int draw = 0; draw < SAMPLE; draw++) {
      int i = random.nextInt(r);
      int j = random.nextInt(s);
      Bounded twin = ReferenceProducts.abt(left, right, i, j);
      if (twin.deviation(c[i * s + j]) > 1) {
        throw new IllegalStateException(
            "wrong result before timing: element (%d, %d) is %s, expected %s"
                .formatted(i, j, c[i * s + j], twin.doubleValue()));
      }
    }
    repeats = Suites.GEMM.repeats(shape);
  }

  /** Products, one after the other. */
  @Benchmark
  public double product() {
    for (long n = 0; n < repeats; n++) {
      gemm.abt(r, s, k, a, b, c);
    }
    return c[0];
  }
}
