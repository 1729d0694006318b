package marginflow.bench.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Directions along a very accurate run around its horizon, as a function of log ρ: a run that ends
 * at any log ρ can be measured against it, wherever its last step happened to land.
 */
final class Reference implements Methods.Watcher {

  /**
   * Points are kept this far apart in log ρ: a cubic between them errs by 1e-13 of u's fourth
   * derivative.
   */
  private static final double APART = 1e-3;

  /** Kept from this share of the horizon on. */
  private static final double BEFORE = 0.5;

  private final double logHorizon;
  private final int parameters;
  private final List<Double> logNorms = new ArrayList<>();
  private final List<double[]> directions = new ArrayList<>();

  Reference(double log10Horizon, int parameters) {
    this.logHorizon = log10Horizon * Math.log(10);
    this.parameters = parameters;
  }

  @Override
  public void step(double logNorm, double logLoss, Consumer<double[]> state) {
    boolean wanted = logLoss <= BEFORE * logHorizon;
    if (wanted && (logNorms.isEmpty() || logNorm >= logNorms.getLast() + APART)) {
      double[] theta = new double[parameters];
      state.accept(theta);
      logNorms.add(logNorm);
      directions.add(unit(theta));
    }
  }

  /** Distance of the direction of θ from the reference's at the same norm; empty off its range. */
  Optional<Double> distance(double[] theta, double logNorm) {
    int next = 0;
    while (next < logNorms.size() && logNorms.get(next) < logNorm) {
      next++;
    }
    if (next < 2 || next > logNorms.size() - 2) {
      return Optional.empty();
    }
    double[] expected = new double[parameters];
    for (int i = next - 2; i < next + 2; i++) {
      double weight = 1;
      for (int j = next - 2; j < next + 2; j++) {
        if (j != i) {
          weight *= (logNorm - logNorms.get(j)) / (logNorms.get(i) - logNorms.get(j));
        }
      }
      for (int l = 0; l < parameters; l++) {
        expected[l] = Math.fma(weight, directions.get(i)[l], expected[l]);
      }
    }
    double[] u = unit(theta);
    double[] e = unit(expected);
    double sum = 0;
    for (int l = 0; l < parameters; l++) {
      sum = Math.fma(u[l] - e[l], u[l] - e[l], sum);
    }
    return Optional.of(Math.sqrt(sum));
  }

  private static double[] unit(double[] v) {
    double sum = 0;
    for (double x : v) {
      sum = Math.fma(x, x, sum);
    }
    double[] u = new double[v.length];
    for (int j = 0; j < u.length; j++) {
      u[j] = v[j] / Math.sqrt(sum);
    }
    return u;
  }
}
