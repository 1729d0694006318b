package marginflow.crosscheck;

import java.util.Map;
import java.util.SplittableRandom;
import marginflow.kernel.Kernels;

/**
 * Runs every kernel on fixed inputs and condenses the bits of all results: two runs that agree in
 * these agree in every bit, whatever threads, lanes or compiler state they had.
 */
public final class Workload {

  private Workload() {}

  /** Digest of the results of each kernel on each shape, by their names, in a fixed order. */
  public static Map<String, Long> digests(Kernels kernels, Extent extent) {
    return digests(kernels, Shapes.of(extent));
  }

  /** The same on given shapes. */
  static Map<String, Long> digests(Kernels kernels, Shapes shapes) {
    Digests digests = Digests.none();
    shapes
        .works()
        .forEach(shape ->
            shape
                .on(kernels)
                .run(shape.fill(), Work.WHOLE, new SplittableRandom(10), digests.on(shape.name())));
    return digests.map();
  }
}
