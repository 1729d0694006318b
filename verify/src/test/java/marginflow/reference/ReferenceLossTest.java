package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.loss.Loss;
import org.junit.jupiter.api.Test;

class ReferenceLossTest {

  @Test
  void exponentialByHand() {
    // q = (0, log 3): 𝓛 = 4/3, p = (3/4, 1/4).
    double log3 = StrictMath.log(3);
    ReferenceLoss at = ReferenceLoss.of(Loss.EXPONENTIAL, new double[] {0, log3});
    assertEquals(StrictMath.log(4.0 / 3), at.logLoss().doubleValue(), 1e-15);
    assertEquals(0.75, at.weights()[0].doubleValue(), 1e-15);
    assertEquals(0.25, at.weights()[1].doubleValue(), 1e-15);
  }

  @Test
  void logisticByHand() {
    // q = 0: ℓ = log 2, −ℓ' = 1/2.
    ReferenceLoss at = ReferenceLoss.of(Loss.LOGISTIC, new double[] {0});
    double log2 = StrictMath.log(2);
    assertEquals(StrictMath.log(log2), at.logLoss().doubleValue(), 1e-15);
    assertEquals(0.5 / log2, at.weights()[0].doubleValue(), 1e-15);
  }

  @Test
  void hugeMarginsStayInTheLogDomain() {
    for (Loss loss : Loss.values()) {
      ReferenceLoss at = ReferenceLoss.of(loss, new double[] {1e10, 1e10, 3e10});
      assertEquals(-1e10 + StrictMath.log(2), at.logLoss().doubleValue(), 1e-6);
      assertEquals(0.5, at.weights()[0].doubleValue(), 1e-9);
      assertEquals(0, at.weights()[2].doubleValue());
    }
  }

  @Test
  void hugeNegativeMargins() {
    ReferenceLoss exponential = ReferenceLoss.of(Loss.EXPONENTIAL, new double[] {-1e10, 0});
    assertEquals(1e10, exponential.logLoss().doubleValue());
    ReferenceLoss logistic = ReferenceLoss.of(Loss.LOGISTIC, new double[] {-1e10, 0});
    // ℓ(−10^10) = 10^10 to rounding, slope 1.
    assertEquals(StrictMath.log(1e10), logistic.logLoss().doubleValue(), 1e-9);
    assertEquals(1e-10, logistic.weights()[0].doubleValue(), 1e-19);
  }

  @Test
  void boundsAreSmallWhereTheProblemIsWellConditioned() {
    ReferenceLoss at = ReferenceLoss.of(Loss.EXPONENTIAL, new double[] {1, 2, 3});
    assertTrue(at.logLoss().error() < 64 * Bounded.UNIT);
    assertTrue(at.weights()[2].error() < 64 * Bounded.UNIT * at.weights()[2].doubleValue());
  }
}
