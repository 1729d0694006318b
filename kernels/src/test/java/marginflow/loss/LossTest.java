package marginflow.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossTest {
  private static final double[][] MARGINS = {
    {0},
    {0.5, -1.25, 3},
    {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
    {-700, 3, 2},
    {39, 41, 80},
    {-30, -31, 500, 1000},
  };

  private static double value(Loss loss, double q) {
    return switch (loss) {
      case EXPONENTIAL -> Math.exp(-q);
      case LOGISTIC -> q < -30 ? -q + Math.exp(q) : Math.log1p(Math.exp(-q));
    };
  }

  private static double slope(Loss loss, double q) {
    return switch (loss) {
      case EXPONENTIAL -> Math.exp(-q);
      case LOGISTIC -> 1 / (1 + Math.exp(q));
    };
  }

  @ParameterizedTest
  @EnumSource
  void weightsAndValueFollowTheDefinition(Loss loss) {
    for (double[] q : MARGINS) {
      double sum = 0;
      for (double margin : q) {
        sum += value(loss, margin);
      }
      double[] p = new double[q.length];
      double log = loss.weights(q, q.length, p);
      assertEquals(Math.log(sum), log, 1e-14 * (1 + Math.abs(log)));
      assertEquals(log, loss.logLoss(q, q.length), 1e-15 * (1 + Math.abs(log)));
      for (int i = 0; i < q.length; i++) {
        assertEquals(slope(loss, q[i]) / sum, p[i], 4e-15);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void extremeMarginsAreOrdinary(Loss loss) {
    double[] p = new double[2];
    assertEquals(-1e300, loss.weights(new double[] {1e300, 2e300}, 2, p));
    assertEquals(1, p[0]);
    assertEquals(0, p[1]);
    double log = loss.weights(new double[] {1e10, 1e10 + 1}, 2, p);
    assertEquals(-1e10 + Math.log1p(Math.exp(-1)), log, 1e-5);
    assertEquals(1 / (1 + Math.exp(-1)), p[0], 1e-15);
    log = loss.weights(new double[] {-1e308, -1e308}, 2, p);
    assertTrue(Double.isFinite(log));
    assertTrue(p[0] >= 0 && p[0] <= 1);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoNumberIsNamed(Loss loss) {
    double[] p = new double[2];
    assertTrue(Double.isNaN(loss.weights(new double[] {1, Double.NaN}, 2, p)));
    assertTrue(Double.isNaN(p[0]) && Double.isNaN(p[1]));
    double infinity = Double.POSITIVE_INFINITY;
    assertEquals(-infinity, loss.weights(new double[] {infinity, infinity}, 2, p));
    assertTrue(Double.isNaN(p[0]));
    assertEquals(infinity, loss.weights(new double[] {1, -infinity}, 2, p));
    assertEquals(-infinity, loss.weights(new double[0], 0, p));
    assertEquals(
        0, loss.weights(new double[] {0, infinity}, 2, p) - Math.log(loss.atZero()), 1e-15);
    assertEquals(0, p[1]);
  }

  @ParameterizedTest
  @EnumSource
  void kernelsGiveTheSameBits(Loss loss) {
    for (String name : KernelSelector.names()) {
      Kernels kernels = KernelSelector.select(name, 1);
      for (double[] q : MARGINS) {
        double[] p = new double[q.length];
        double[] expected = new double[q.length];
        assertEquals(loss.weights(q, q.length, expected), loss.weights(kernels, q, q.length, p), 0);
        org.junit.jupiter.api.Assertions.assertArrayEquals(expected, p, 0);
      }
    }
  }

  @Test
  void lossesAreFoundByName() {
    assertEquals(Loss.LOGISTIC, Loss.of("logistic"));
    assertEquals(Loss.EXPONENTIAL, Loss.of("exp"));
  }

  /** ℓ⁻¹ takes the loss of one sample back to its margin, at any magnitude. */
  @ParameterizedTest
  @EnumSource(Loss.class)
  void theInverseOfOneSamplesLossIsItsMargin(Loss loss) {
    for (double q : new double[] {-600, -30, -1, -1e-3, 0, 1e-3, 1, 15, 36, 40, 700, 1e6, 1e12}) {
      double back = loss.inverse(loss.logLoss(new double[] {q}, 1));
      // log 𝓛 is known to half a unit of its last place, and of the loss's where that is large.
      assertEquals(q, back, 4 * Math.ulp(Math.max(1, Math.abs(q))), loss + " at " + q);
    }
  }
}
