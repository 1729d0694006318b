package marginflow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginflow.bench.peer.Peers;
import marginflow.network.Architectures;
import marginflow.network.Convolutional;

/** The catalogue of suites. */
public final class Suites {

  /** The machine's limits; measured first, since every other figure is a share of them. */
  public static final Suite PEAK =
      new Suite(
          "peak",
          "the machine's limits: fused multiply-adds and bandwidths, one core",
          PeakSuite.class,
          List.of(
              "fma",
              "read 1536",
              "copy 1536",
              "triad 1024",
              "read 49152",
              "copy 49152",
              "triad 32768",
              "read 8388608",
              "copy 8388608",
              "triad 8388608"),
          List.of("vector"),
          shape -> shape.equals("fma") ? 2.0 * 12 * PeakSuite.ROUNDS * PeakSuite.lanes() : 0,
          Suites::moved);

  /** The micro-kernel. */
  public static final Suite TILE =
      new Suite(
          "tile",
          "the micro-kernel of products alone, 12 rows and two vectors, of inner length k",
          TileSuite.class,
          List.of("128", "192"),
          List.of("vector"),
          shape -> 2 * 12 * TileSuite.columns() * Suite.numbers(shape)[0],
          shape -> 0);

  /** Matrix products. */
  public static final Suite GEMM =
      new Suite(
          "gemm",
          "matrix products C = A B^T of r x s x k",
          GemmSuite.class,
          List.of(
              "64x64x64",
              "128x128x128",
              "256x256x256",
              "512x512x512",
              "1024x1024x1024",
              "64x100x2",
              "256x512x20",
              "1000x256x64",
              "2048x512x784"),
          Peers.names(),
          shape -> {
            double[] n = Suite.numbers(shape);
            return 2 * n[0] * n[1] * n[2];
          },
          shape -> 0);

  /** Full gradients of two-layer networks. */
  public static final Suite GRADIENT =
      new Suite(
          "gradient",
          "full gradient of a two-layer leaky-ReLU net, exponential loss, of n,d,h",
          GradientSuite.class,
          List.of("20,2,50", "64,20,100", "256,20,512", "1000,64,256", "2000,784,512"),
          Peers.gradients(),
          shape -> {
            double[] n = Suite.numbers(shape);
            return 4 * n[0] * n[1] * n[2] + 6 * n[0] * n[2];
          },
          shape -> 0);

  /** A second thread where its core is not free. */
  public static final Suite NEIGHBOUR =
      new Suite(
          "neighbour",
          "gradient with one and with two threads beside a busy neighbour, of n,d,h",
          NeighbourSuite.class,
          List.of("64,20,100", "1000,64,256"),
          List.of("one thread", "two threads"),
          GRADIENT.flops(),
          shape -> 0);

  /** Deeper networks. */
  public static final Suite DEPTH =
      new Suite(
          "depth",
          "full gradient of leaky-ReLU nets of depth 3 and 5, exponential loss, of n,d,h1,h2,...",
          DepthSuite.class,
          List.of("64,20,32,32", "256,20,128,128", "256,20,64,64,64,64"),
          deepPeers(),
          Suites::deep,
          shape -> 0);

  /** Convolutions. */
  public static final Suite CONVOLUTION =
      new Suite(
          "convolution",
          "full gradient of convolution networks on lines and grids, of n and the network",
          ConvolutionSuite.class,
          List.of(
              "256 64-c8k5s2-avg2-1",
              "256 8x8-c8k3x3-max2x2-1",
              "100 28x28-c8k5x5s2x2-c16k3x3-max2x2-32-1"),
          Peers.ours(),
          Suites::convolution,
          shape -> 0);

  /** Products of a stiff step. */
  public static final Suite TANGENT =
      new Suite(
          "tangent",
          "forward, jvp, vjp and tangent Gram of a two-layer net",
          TangentSuite.class,
          tangents("64,20,100", "256,20,512"),
          Peers.ours(),
          Suites::tangent,
          shape -> 0);

  /** Exponentials. */
  public static final Suite EXP =
      new Suite(
          "exp",
          "exponential and softmin weights over an array",
          ExpSuite.class,
          List.of("exp 1000", "softmin 20", "softmin 1000"),
          exponentials(),
          shape -> 0,
          shape -> 16 * Suite.numbers(shape)[0]);

  private static final List<Suite> ALL =
      List.of(PEAK, TILE, GEMM, GRADIENT, NEIGHBOUR, DEPTH, CONVOLUTION, TANGENT, EXP);

  private Suites() {}

  /** All suites, in the order they are run. */
  public static List<Suite> all() {
    return ALL;
  }

  /** The suite of a name. */
  public static Optional<Suite> find(String name) {
    return ALL.stream().filter(suite -> suite.name().equals(name)).findFirst();
  }

  /** Whether an implementation can do a shape: libraries' exponentials have no softmin. */
  static boolean fits(Suite suite, String shape, String implementation) {
    return !suite.name().equals(EXP.name())
        || shape.startsWith("exp")
        || Peers.ours().contains(implementation);
  }

  private static double moved(String shape) {
    if (shape.equals("fma")) {
      return 0;
    }
    int arrays = shape.startsWith("read") ? 1 : shape.startsWith("copy") ? 2 : 3;
    return arrays * Double.BYTES * Suite.numbers(shape)[0];
  }

  /** Ours, and libtorch where it is there. */
  private static List<String> deepPeers() {
    List<String> names = new ArrayList<>(Peers.gradients());
    names.removeIf(name -> Peers.names().contains(name) && !Peers.ours().contains(name));
    return names;
  }

  /** Every layer but the first has three products, the first two. */
  private static double deep(String shape) {
    double[] n = Suite.numbers(shape);
    double flops = 0;
    for (int l = 1; l < n.length; l++) {
      double next = l + 1 < n.length ? n[l + 1] : 1;
      flops += 2 * n[0] * n[l] * next * (l == 1 ? 2 : 3);
    }
    return flops;
  }

  /** As in {@link #deep}: two products in the first layer, three in every other. */
  private static double convolution(String shape) {
    String[] parts = shape.split(" ", -1);
    Convolutional net = (Convolutional) Architectures.parse(ConvolutionSuite.ACTIVATION + parts[1]);
    double flops = 0;
    for (long products : net.products()) {
      flops += 2 * Double.parseDouble(parts[0]) * products * (flops == 0 ? 2 : 3);
    }
    return flops;
  }

  private static List<String> tangents(String... sizes) {
    List<String> shapes = new ArrayList<>();
    for (String size : sizes) {
      for (String operation : List.of("forward", "jvp", "vjp", "gram", "gram-products")) {
        shapes.add(operation + " " + size);
      }
    }
    return shapes;
  }

  private static double tangent(String shape) {
    double[] n = Suite.numbers(shape);
    double product = 2 * n[0] * n[1] * n[2];
    // A symmetric product of rank k takes n² k: half of a general one.
    double gram = n[0] * n[0] * (n[1] + 2 * n[2]);
    return shape.startsWith("gram") ? gram : product + 3 * n[0] * n[2];
  }

  private static List<String> exponentials() {
    List<String> names = new ArrayList<>(Peers.ours());
    names.addAll(List.of("lanewise", "Math", "StrictMath"));
    return names;
  }
}
