package marginflow.kernel;

import java.util.List;
import java.util.Locale;
import marginflow.kernel.vector.VectorKernels;

/** The only place where a kernel implementation is chosen. */
public final class KernelSelector {

  private KernelSelector() {}

  /** Names of the implementations, the default first. */
  public static List<String> names() {
    return List.of("vector", "scalar");
  }

  /** The default implementation on one thread. */
  public static Kernels select() {
    return select(names().getFirst(), 1);
  }

  /**
   * Makes an instance, with scratch space of its own.
   *
   * @param name one of {@link #names()}
   * @param threads number of threads, at least 1
   * @throws IllegalArgumentException if there is no such kernel or the number of threads is not
   *     positive
   * @throws IllegalStateException if the kernel exists but this machine or JVM cannot run it
   */
  public static Kernels select(String name, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected at least 1, found " + threads);
    }
    return switch (name) {
      case "scalar" -> new ScalarKernels();
      case "vector" -> vector(threads);
      default ->
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "no kernel %s: expected one of %s",
                  name,
                  String.join(", ", names())));
    };
  }

  private static Kernels vector(int threads) {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      throw new IllegalStateException(
          "the vector kernels need the module jdk.incubator.vector: start java with --add-modules"
              + " jdk.incubator.vector, or choose the scalar kernels");
    }
    return new VectorKernels(threads);
  }
}
