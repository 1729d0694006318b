package marginflow.certificate.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.array.Matrix;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.certificate.verdict.Verdict;
import marginflow.certificate.verdict.Witness;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Units whose weights in and out are zero: they lie on their kink for every sample, which no
 * gradient shows, and wake from there. The data is that of claim V2, whose dead neuron grows.
 */
final class IdleKinksTest {

  private static final Kernels KERNELS = KernelSelector.select("scalar", 1);
  private static final Dataset DATA =
      new Dataset(Matrix.of(new double[][] {{1, 0.25}, {-1, 0.25}}), new double[] {1, 1});

  private static double[] numbers(String text) {
    return java.util.Arrays.stream(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static Certificate certificate(String spec, String theta) {
    Architecture net = Architectures.parse(spec, 2);
    return Certifier.certify(net, DATA, KERNELS, numbers(theta), CertifyOptions.DEFAULT);
  }

  /** A filter, a window of its own, and a unit before a further layer: all of them V2's neuron. */
  @ParameterizedTest
  @CsvSource({
    "relu:2-2-1, 0 1 0 0 1 0",
    "conv-relu:2-c2k2s2-1, 0 1 0 0 1 0",
    "conv-relu:2-l2k2s2-1, 0 1 0 0 1 0",
    "relu:2-2-1-1, 0 1 0 0 1 0 1",
    "relu:2-2-2-1, 0 1 0 0 1 0 0 0 1 0"
  })
  void aVanishedUnitThatWouldGrowIsNoLocalOptimum(String spec, String theta) {
    Certificate c = certificate(spec, theta);
    assertEquals(Verdict.NOT_LOCAL_OPTIMUM, c.verdict(), c.evidence());
    Witness witness = c.witness().orElseThrow();
    assertTrue(witness.normSquared()[0] < witness.normSquared()[1], c.evidence());
  }

  /** V7's local optimum of one unit, with a filter that is not zero in place of the dead one. */
  @Test
  void unitsThatAreAllAliveLeaveTheProofAlone() {
    Certificate c = certificate("conv-relu:2-c1k2s2-1", "0 1 1");
    assertEquals(Verdict.LOCAL_OPTIMUM, c.verdict(), c.evidence());
  }

  /** Its pattern decides what grows: with slope 1 − 1e-6 below zero next to nothing is gained. */
  @Test
  void aVanishedUnitThatGainsNothingLeavesThePointUndecided() {
    Certificate c = certificate("conv-leaky-relu(0.999999):2-c2k2s2-1", "0 1 0 0 1 0");
    assertEquals(Verdict.KKT, c.verdict(), c.evidence());
    assertTrue(c.evidence().contains("vanished units"), c.evidence());
  }
}
