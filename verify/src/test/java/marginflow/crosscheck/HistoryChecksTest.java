package marginflow.crosscheck;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryChecksTest {

  private static final String POISON = "finite after non-finite";
  private static final String SHRINK = "shorter after longer";

  /** All kernels but those whose results are finite whatever they are given. */
  static List<String> mayBeNonFinite() {
    return CrossCheck.kernels().stream()
        .filter(kernel -> !kernel.equals("signs") && !kernel.equals("crossings"))
        .toList();
  }

  static List<String> kernels() {
    return CrossCheck.kernels();
  }

  /** Zero times all that a kernel has ever put out: nothing, until something was not finite. */
  @ParameterizedTest
  @MethodSource("mayBeNonFinite")
  void whatIsLeftOfNonFiniteResultsIsFound(String wrong) {
    double[] left = {0};
    Fault fault =
        (kernel, result) -> {
          if (kernel.equals(wrong)) {
            result.add(result.rows() - 1, result.cols() - 1, left[0]);
            left[0] += 0 * result.sum();
          }
        };
    assertFound(wrong, POISON, new Disturbed(KernelSelector.select(), fault));
  }

  /** The last entry of a result smaller than one before. */
  @ParameterizedTest
  @MethodSource("kernels")
  void whatIsLeftOfLongerResultsIsFound(String wrong) {
    int[] longest = {0};
    Fault fault =
        (kernel, result) -> {
          if (kernel.equals(wrong)) {
            int size = result.rows() * result.cols();
            longest[0] = Math.max(longest[0], size);
            if (size < longest[0]) {
              result.spoil(result.rows() - 1, result.cols() - 1);
            }
          }
        };
    assertFound(wrong, SHRINK, new Disturbed(KernelSelector.select(), fault));
  }

  @Test
  void sumsThatAreNotClearedAreFoundAsTheyOnceWere() {
    Kernels planted =
        new Disturbed(KernelSelector.select(), (kernel, result) -> {}, StaleSums::new);
    assertFound("two-layer vjp", POISON, planted);
    assertTrue(outcome(SHRINK, planted).holds());
  }

  @Test
  void soundKernelsHold() {
    for (String name : KernelSelector.names()) {
      Kernels kernels = KernelSelector.select(name, 2);
      assertTrue(outcome(POISON, kernels).holds());
      assertTrue(outcome(SHRINK, kernels).holds());
    }
  }

  private static void assertFound(String wrong, String check, Kernels planted) {
    Outcome found = outcome(check, planted);
    assertFalse(found.holds(), found::toString);
    assertTrue(found.worstShape().startsWith(wrong + ","), found::toString);
  }

  private static Outcome outcome(String name, Kernels kernels) {
    return HistoryChecks.all().stream()
        .filter(check -> check.kernel().equals(name))
        .findFirst()
        .orElseThrow()
        .run(kernels, Extent.QUICK);
  }
}
