package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class FlowClockTest {

  /**
   * Radial growth {@code ρ = e^σ}, {@code log 𝓛 = −e^{2σ}/2} of a network of degree 2: the time is
   * {@code ∫ e^{e^{2σ}/2} dσ}, here by Simpson's rule with 20,000 points.
   */
  @Test
  void steadyGrowthTakesTheTimeOfItsIntegral() {
    double[] steps = {0.05, 0.3, 1, 1.9};
    for (double h : steps) {
      FlowClock clock = new FlowClock(2);
      double[] start = {1, 0};
      double[] end = {1, h};
      double[] velocity = {0, 1};
      clock.advance(h, start, velocity, logLoss(0), end, velocity, logLoss(h));
      assertEquals(h, clock.tau(), 1e-14 * h);
      // What a cubic misses of e^{2σ}, h⁴/384 of its fourth derivative, and a linear piece of it.
      double bound = Math.pow(h, 4) / 384 * 8 * Math.exp(2 * h) + 1e-6;
      assertEquals(logTime(h), clock.logTime(), bound);
    }
  }

  private static double logLoss(double sigma) {
    return -0.5 * Math.exp(2 * sigma);
  }

  private static double logTime(double h) {
    int n = 20_000;
    double sum = 0;
    for (int i = 0; i <= n; i++) {
      double weight = i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-logLoss(h * i / n));
    }
    return Math.log(sum * h / (3 * n));
  }
}
