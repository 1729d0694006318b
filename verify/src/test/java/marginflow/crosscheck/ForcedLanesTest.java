package marginflow.crosscheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every implementation keeps its bounds, and the scalar one's bits, at every lane width. One
 * virtual machine has one width: the build runs this class as it is and once for each width, with
 * the property set. That a width is refused only where the machine lacks it is tested in the
 * kernels' own module.
 */
class ForcedLanesTest {

  private static final String PROPERTY = "marginflow.lanes.bits";

  static List<String> implementations() {
    return KernelSelector.names();
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void boundsAndBitsHoldAtThisWidth(String name) {
    Kernels kernels;
    try {
      kernels = KernelSelector.select(name, 1);
    } catch (IllegalStateException refusal) {
      String message = String.valueOf(refusal.getMessage());
      assertTrue(message.contains(PROPERTY), message);
      return;
    }
    for (Outcome outcome : CrossCheck.runKernels(kernels, Extent.QUICK)) {
      assertTrue(outcome.holds(), outcome::toString);
    }
    assertEquals(
        Workload.digests(KernelSelector.select("scalar", 1), Extent.QUICK),
        Workload.digests(kernels, Extent.QUICK));
  }
}
