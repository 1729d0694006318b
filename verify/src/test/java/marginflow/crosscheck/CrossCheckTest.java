package marginflow.crosscheck;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrossCheckTest {

  static List<String> implementations() {
    return KernelSelector.names();
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void everyKernelKeepsItsBound(String name) {
    for (Outcome outcome :
        CrossCheck.run(KernelSelector.select(name, 1), Extent.QUICK, each -> {})) {
      assertTrue(outcome.holds(), outcome::toString);
    }
  }

  static List<String> kernels() {
    return CrossCheck.kernels();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aPlantedErrorIsCaughtWhereItIs(String wrong) {
    Kernels planted = new Disturbed(KernelSelector.select(), Fault.last(wrong));
    Outcome found =
        CrossCheck.runKernels(planted, Extent.QUICK).stream()
            .filter(outcome -> outcome.kernel().equals(wrong))
            .findFirst()
            .orElseThrow();
    assertFalse(found.holds(), found::toString);
  }

  @Test
  void aWriteOutsideTheViewIsCaught() {
    Guarded matrix = Guarded.filled(3, 5, Fill.NORMAL, new SplittableRandom(1));
    assertTrue(matrix.intact());
    matrix.view().data()[matrix.view().row(2) + 5] = 0;
    assertFalse(matrix.intact());
  }

  @Test
  void nothingCheckedIsNothingShown() {
    assertFalse(new Outcome("none", 0, "", 0).holds());
  }
}
