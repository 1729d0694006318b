package marginflow.kernel;

/** The kernels of one implementation, named {@code scalar} or {@code vector}; thread-safe. */
public interface Kernels {

  /** Name by which the selector knows this implementation. */
  String name();
}
