package marginflow.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import marginflow.certificate.bound.HardMargin;
import marginflow.network.Dataset;
import org.junit.jupiter.api.Test;

/** The least Q_μ between its two limits, and against its neighbours. */
final class SinhMinimumTest {

  private static final Dataset DATA = Problems.randomLabels(3, 6, 4);

  /** q(z) is z²/4 near 0. */
  @Test
  void theShortestForLargeMu() {
    assertTrue(Problems.apart(HardMargin.of(DATA).w(), SinhMinimum.of(DATA, 1e3)) < 1e-6);
  }

  /** One sample: all weight on its largest input, but for the square root of μ. */
  @Test
  void theLeastTaxicabForSmallMu() {
    double[] beta = SinhMinimum.of(Problems.data(new double[][] {{1, 2, 0.5}}, -1), 1e-14);
    assertTrue(Problems.apart(beta, new double[] {0, -1, 0}) < 1e-6, Arrays.toString(beta));
    assertEquals(-0.5, beta[1], 1e-6);
  }

  @Test
  void noFeasibleNeighbourIsBetter() {
    double[] beta = SinhMinimum.of(DATA, 0.3);
    for (int j = 0; j < beta.length; j++) {
      for (double step : new double[] {-0.01, 0.01}) {
        double[] other = beta.clone();
        other[j] += step;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < DATA.n(); i++) {
          least = Math.min(least, DATA.y()[i] * Problems.dot(Problems.row(DATA, i), other));
        }
        double[] feasible = other;
        double scale = least;
        for (int k = 0; k < feasible.length; k++) {
          feasible[k] /= scale;
        }
        assertTrue(size(feasible, 0.3) > size(beta, 0.3), "coordinate " + j);
      }
    }
  }

  private static double size(double[] beta, double mu) {
    double sum = 0;
    for (double b : beta) {
      double z = b / mu;
      double asinh = Math.log(z / 2 + Math.sqrt(1 + z * z / 4));
      sum += mu * (2 - Math.sqrt(4 + z * z) + z * asinh);
    }
    return sum;
  }

  @Test
  void dataWithoutAnySolutionIsRefused() {
    Dataset same = Problems.data(new double[][] {{1, 0}, {1, 0}}, 1, -1);
    assertThrows(IllegalArgumentException.class, () -> SinhMinimum.of(same, 1));
  }
}
