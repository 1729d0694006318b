package marginflow.flow.field;

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

  /**
   * Inside a step: σ x of it, and the time of that part, with what a cubic misses of {@code log
   * 𝓛}: 8e^{0.3} h⁴/384.
   */
  @Test
  void insideTheStep() {
    FlowClock clock = new FlowClock(2);
    double h = 0.3;
    double[] velocity = {0, 1};
    clock.advance(
        h, new double[] {1, 0}, velocity, logLoss(0), new double[] {1, h}, velocity, logLoss(h));
    assertEquals(0.5 * h, clock.tau(0.5), 1e-14);
    assertEquals(0.5 * h, clock.logNorm(0.5), 1e-14);
    assertEquals(logTime(0.5 * h), clock.logTime(0.5), 4e-4);
    assertEquals(clock.logTime(), clock.logTime(1), 1e-14);
    assertEquals(logLoss(0.5 * h), clock.logLoss(0.5), 4e-4);
    assertEquals(logLoss(h), clock.logLoss(1), 1e-14);
  }

  /** Degree 3: {@code dτ = dσ/ρ}, with ρ = e^σ, is {@code τ = 1 − e^−h}. */
  @Test
  void deeperNetsHaveAnotherTime() {
    FlowClock clock = new FlowClock(3);
    double h = 0.5;
    double[] velocity = {0, 1};
    clock.advance(h, new double[] {1, 0}, velocity, 0, new double[] {1, h}, velocity, -1);
    assertEquals(1 - Math.exp(-h), clock.tau(), 1e-12);
    assertEquals(1 - Math.exp(-0.5 * h), clock.tau(0.5), 1e-12);
  }

  /**
   * Samples that are off keep a loss e^b beside: {@code dτ = dσ (1 + e^b/𝓛)}, and the loss inside
   * the step is of all. The rest of it is 1 here, all along.
   */
  @Test
  void whatIsOffCountsInTauAndLoss() {
    FlowClock clock = new FlowClock(2);
    clock.leavesOut(Math.log(3));
    double[] still = {0, 0};
    double[] at = {1, 0};
    clock.advance(0.5, at, still, 0, at, still, 0);
    assertEquals(0.5 * 4, clock.tau(), 1e-14);
    assertEquals(0.25 * 4, clock.tau(0.5), 1e-14);
    assertEquals(Math.log(4), clock.logLoss(0.5), 1e-14);
    assertEquals(Math.log(0.5), clock.logTime(), 1e-14);
  }

  /** A straight step: the time of {@code log 𝓛} falling by 2 over h is {@code h (e² − 1)/2}. */
  @Test
  void aStepOfWhichOnlyTheEndsAreKnown() {
    FlowClock clock = new FlowClock(2);
    clock.advance(0.5, 0, 0, 1, -2);
    clock.advance(0.5, 1, -2, 1, -2);
    assertEquals(1, clock.tau(), 1e-15);
    double time = 0.5 * (Math.exp(2) - 1) / 2 + 0.5 * Math.exp(2);
    assertEquals(Math.log(time), clock.logTime(), 1e-13);
    assertEquals(1, clock.logNorm(0.5), 1e-15);
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
