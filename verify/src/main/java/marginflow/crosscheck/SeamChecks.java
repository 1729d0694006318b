package marginflow.crosscheck;

import java.util.List;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;

/**
 * Every kernel at the sizes where its own loops pass from one vector, tile, panel or block to the
 * next, against the bits of the scalar loops, which the contract fixes.
 */
final class SeamChecks {

  private SeamChecks() {}

  static List<Check> all() {
    return List.of(new Check("bits at block boundaries", SeamChecks::check));
  }

  private static void check(Kernels kernels, Extent extent, Tally tally) {
    Shapes shapes = Shapes.atSeams(kernels.seams(), extent);
    Digests.compare(
        "",
        Workload.digests(KernelSelector.select("scalar", 1), shapes),
        Workload.digests(kernels, shapes),
        tally);
  }
}
