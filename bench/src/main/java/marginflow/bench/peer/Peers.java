package marginflow.bench.peer;

import java.util.ArrayList;
import java.util.List;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Slope;
import marginflow.network.layered.Models;

/** All implementations by name, ours first. */
public final class Peers {

  /** A name ending in this runs in a JVM whose vectors are 256 bits wide. */
  public static final String NARROW = "-256";

  /** The peer that makes its gradient by itself. */
  private static final String LIBTORCH = "libtorch";

  private Peers() {}

  /** Names of our implementations, the one to beat first. */
  public static List<String> ours() {
    List<String> names = new ArrayList<>(KernelSelector.names());
    if (names.contains("vector")) {
      names.add("vector" + NARROW);
    }
    return names;
  }

  /** Names of all implementations that are there. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(ours());
    names.addAll(List.of("openblas", "netlib", "ejml", "ojalgo"));
    if (hasMkl()) {
      names.add("mkl");
    }
    return names;
  }

  /** Names of all implementations of a gradient that are there. */
  public static List<String> gradients() {
    List<String> names = new ArrayList<>(names());
    if (Torch.isThere()) {
      names.add(LIBTORCH);
    }
    return names;
  }

  /** Whether MKL's jars are there; asking the class itself would load the library. */
  private static boolean hasMkl() {
    return Peers.class.getClassLoader().getResource("org/bytedeco/mkl/global/mkl_rt.class") != null;
  }

  /** Our kernels of a name, with {@code -Dmarginflow.bench.threads} threads. */
  public static Kernels kernels(String name) {
    String kernel = name.endsWith(NARROW) ? name.substring(0, name.length() - 4) : name;
    return KernelSelector.select(kernel, Integer.getInteger("marginflow.bench.threads", 1));
  }

  /** Matrix products of a name. */
  public static Gemm gemm(String name) {
    return switch (name) {
      case "openblas" -> new OpenBlas();
      case "mkl" -> new Mkl();
      case "netlib" -> new Netlib();
      case "ejml" -> new Ejml();
      case "ojalgo" -> new OjAlgo();
      default -> new OurGemm(kernels(name));
    };
  }

  /** The gradient of a fully connected network of any depth: of ours, or by libtorch. */
  public static Gradient gradient(String name, Dataset data, FullyConnected net) {
    if (name.equals(LIBTORCH)) {
      return new Torch(data, net);
    }
    Kernels kernels = kernels(name);
    return new OurGradient(Models.bind(net, data, kernels), kernels);
  }

  /** The gradient of a two-layer network of a name. */
  public static Gradient gradient(String name, Dataset data, int m, double alpha) {
    if (ours().contains(name) || name.equals(LIBTORCH)) {
      return gradient(name, data, new FullyConnected(new Slope(alpha), data.d(), m, 1));
    }
    return new ComposedGradient(gemm(name), KernelSelector.select(), data, m, alpha);
  }
}
