package marginflow.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The micro-kernel of all products alone, on operands that are packed and in the first cache: what
 * a product could reach if packing, edges and memory cost nothing. It is no part of what the
 * kernels export, so it is looked up by name; the handle is constant and compiles to a plain call.
 */
@State(Scope.Thread)
public class TileSuite {

  private static final Tile TILE = find();

  /** Rows of the tile. */
  private static final int ROWS = 12;

  /** Inner length. */
  @Param("128")
  public String shape = "";

  /** Always {@code vector}. */
  @Param("vector")
  public String implementation = "";

  private int k;
  private double[] a = {};
  private double[] b = {};
  private double[] c = {};
  private long repeats = 1;

  /** Instantiated by JMH. */
  public TileSuite() {}

  private static Tile find() {
    try {
      Class<?> lanes = Class.forName("marginflow.kernel.vector.Lanes");
      VarHandle few =
          MethodHandles.privateLookupIn(lanes, MethodHandles.lookup())
              .findStaticVarHandle(lanes, "FEW_REGISTERS", boolean.class);
      String name = (boolean) few.get() ? "SixRowTile" : "ProductTile";
      Class<?> tile = Class.forName("marginflow.kernel.vector." + name);
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(tile, MethodHandles.lookup());
      MethodType type =
          MethodType.methodType(
              void.class,
              double[].class,
              int.class,
              double[].class,
              int.class,
              int.class,
              double[].class,
              int.class,
              int.class,
              boolean.class);
      MethodHandle rows = lookup.findStatic(tile, "rows12", type);
      return MethodHandleProxies.asInterfaceInstance(Tile.class, rows);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the micro-kernel is not where it was", e);
    }
  }

  /** The micro-kernel, which throws nothing, as an interface that declares nothing. */
  @FunctionalInterface
  public interface Tile {

    /** {@code C = A B} of packed panels; see the kernel. */
    void rows(
        double[] a,
        int aAt,
        double[] b,
        int bAt,
        int k,
        double[] c,
        int cAt,
        int stride,
        boolean fresh);
  }

  /** Columns of the tile: two vectors. */
  static int columns() {
    return 2 * PeakSuite.lanes();
  }

  /** Fills the panels and checks an element. */
  @Setup
  public void prepare() {
    k = Integer.parseInt(shape);
    SplittableRandom random = new SplittableRandom(1);
    a = random.doubles((long) ROWS * k, -1, 1).toArray();
    b = random.doubles((long) columns() * k, -1, 1).toArray();
    c = new double[ROWS * columns()];
    repeats = Suites.TILE.repeats(shape);
    run();
    double expected = 0;
    for (int j = 0; j < k; j++) {
      expected = Math.fma(a[ROWS * j + 1], b[columns() * j + 2], expected);
    }
    if (c[columns() + 2] != expected) {
      throw new IllegalStateException(
          "wrong result before timing: %s, expected %s".formatted(c[columns() + 2], expected));
    }
  }

  /** Tiles, one after the other. */
  @Benchmark
  public double run() {
    for (long n = 0; n < repeats; n++) {
      TILE.rows(a, 0, b, 0, k, c, 0, columns(), true);
    }
    return c[0];
  }
}
