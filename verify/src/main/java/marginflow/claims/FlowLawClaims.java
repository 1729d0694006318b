package marginflow.claims;

import java.util.List;
import java.util.function.ToDoubleFunction;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.Slope;

/** The flow itself, after Lyu and Li and Ji and Telgarsky: F1 to F4. */
final class FlowLawClaims {

  private FlowLawClaims() {}

  static List<Claim> all() {
    double r = Math.sqrt(17) / 2;
    return List.of(
        new Claim(
            "F1",
            Provenance.PAPER,
            "Lyu, Li, Theorem 4.1",
            "the smoothed margin γ̃ never decreases once the loss is below ℓ(0)",
            List.of(
                new Expectation.AtLeast("flows", 10),
                new Expectation.AtMost("flows in which γ̃ fell beyond rounding", 0),
                new Expectation.AtMost("largest relative fall between kept points", 1e-9)),
            FlowLawClaims::monotone),
        new Claim(
            "F2",
            Provenance.PAPER,
            "Lyu, Li, Theorem 4.3",
            "𝓛 = Θ(1/(t (log t)^(2−2/L))) and ρ = Θ((log t)^(1/L))",
            List.of(
                new Expectation.Near("exponent of log t in 1/(t 𝓛), L = 2", 1, 0.02),
                new Expectation.Near("exponent of log t in ρ, L = 2", 0.5, 0.01),
                new Expectation.Near("exponent of log t in 1/(t 𝓛), L = 3", 4.0 / 3, 0.02),
                new Expectation.Near("exponent of log t in ρ, L = 3", 1.0 / 3, 0.01)),
            FlowLawClaims::rates),
        new Claim(
            "F3",
            Provenance.PAPER,
            "Ji, Telgarsky, Theorem 4.1",
            "gradient and parameters align: cos(θ, −∇𝓛) → 1",
            List.of(
                new Expectation.AtLeast("first 1 − cos, least", 1e-2),
                new Expectation.AtMost("last 1 − cos, largest", 1e-4),
                new Expectation.AtMost("residual of the limits, largest", 1e-12)),
            FlowLawClaims::alignment),
        new Claim(
            "F4",
            Provenance.DERIVED,
            "linearization at a KKT point with a vanishing neuron",
            "a vanishing neuron grows like ρ^r, r = max_{‖u‖=1} |Σ λ_i y_i φ(u·x_i)|",
            List.of(
                new Expectation.Near("predicted r", r, 1e-9),
                new Expectation.Near("measured exponent", r, 1e-4)),
            FlowLawClaims::escape));
  }

  private static Dataset points() {
    return Problems.separable(12, 3, 0.2, 1);
  }

  private static Measurements monotone(Laboratory lab) {
    Measurements found = new Measurements();
    int falls = 0;
    int flows = 0;
    double worst = 0;
    Slope[] slopes = {Slope.LINEAR, Slope.RELU, new Slope(0.1)};
    int[][] widths = {{3, 6, 1}, {3, 4, 4, 1}};
    for (Slope slope : slopes) {
      for (int[] shape : widths) {
        for (Loss loss : Loss.values()) {
          FullyConnected net = Problems.net(slope, shape);
          String name =
              "%s-%d-%s"
                  .formatted(slope.name(), shape.length, loss)
                  .toLowerCase(java.util.Locale.ROOT);
          Setup setup = Setup.of(name, net, points(), Initialisation.gaussian(net, 2, 0.3), -1e5);
          Trial trial = lab.run(setup.with(name, loss));
          flows++;
          falls += trial.result().smoothedMarginMonotone() ? 0 : 1;
          worst = Math.max(worst, largestFall(trial));
          found.keep(trial);
        }
      }
    }
    return found
        .put("flows", flows)
        .put("flows in which γ̃ fell beyond rounding", falls)
        .put("largest relative fall between kept points", worst);
  }

  private static double largestFall(Trial trial) {
    double worst = 0;
    double before = Double.NEGATIVE_INFINITY;
    for (TrialPoint point : trial.points()) {
      boolean fitted = point.log10Loss() < Math.log10(Math.log(2));
      if (fitted && point.smoothedMargin() < before) {
        worst = Math.max(worst, (before - point.smoothedMargin()) / Math.abs(before));
      }
      before = fitted ? point.smoothedMargin() : before;
    }
    return worst;
  }

  private static Measurements rates(Laboratory lab) {
    Measurements found = new Measurements();
    int[][] widths = {{3, 5, 1}, {3, 4, 4, 1}};
    for (int[] shape : widths) {
      FullyConnected net = Problems.net(Slope.LINEAR, shape);
      int degree = net.depth();
      Trial trial =
          lab.run(
              Setup.of("L-" + degree, net, points(), Initialisation.gaussian(net, 1, 0.3), -1e6)
                  .withTolerance(1e-9));
      double ten = Math.log(10);
      found
          .keep(trial)
          .put(
              "exponent of log t in 1/(t 𝓛), L = " + degree,
              exponent(trial, p -> -p.log10Loss() * ten - p.logTime()))
          .put("exponent of log t in ρ, L = " + degree, exponent(trial, TrialPoint::logNorm));
    }
    return found;
  }

  /** Least-squares slope of a logarithm against log log t, for log t in [1e3, 1e6]. */
  private static double exponent(Trial trial, ToDoubleFunction<TrialPoint> logarithm) {
    double n = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (TrialPoint point : trial.points()) {
      if (point.logTime() >= 1e3 && point.logTime() <= 1e6) {
        double x = Math.log(point.logTime());
        double y = logarithm.applyAsDouble(point);
        n++;
        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
      }
    }
    return (n * sxy - sx * sy) / (n * sxx - sx * sx);
  }

  private static Measurements alignment(Laboratory lab) {
    Measurements found = new Measurements();
    FullyConnected linear = Problems.net(Slope.LINEAR, 3, 4, 4, 1);
    FullyConnected leaky = Problems.net(new Slope(0.5), 2, 20, 1);
    List<Setup> setups =
        List.of(
            Setup.of("linear", linear, points(), Initialisation.gaussian(linear, 1, 0.3), -1e6)
                .withTolerance(1e-9),
            Setup.of(
                    "leaky",
                    leaky,
                    Problems.symmetric(10, 2, 0.3, 7),
                    Initialisation.gaussian(leaky, 1, 1),
                    -1e6)
                .withTolerance(1e-9));
    double first = 2;
    double last = 0;
    double residual = 0;
    for (Setup setup : setups) {
      Trial trial = lab.run(setup);
      found.keep(trial);
      first = Math.min(first, 1 - trial.points().getFirst().alignment());
      last = Math.max(last, 1 - trial.points().getLast().alignment());
      residual = Math.max(residual, trial.exact().kktResidual());
    }
    return found
        .put("first 1 − cos, least", first)
        .put("last 1 − cos, largest", last)
        .put("residual of the limits, largest", residual);
  }

  /** V2's limit at ρ = 10 with a second neuron of size 1e-9 along the direction that gains most. */
  private static Measurements escape(Laboratory lab) {
    FullyConnected net = Problems.net(Slope.RELU, 2, 2, 1);
    double root = Math.sqrt(50);
    double small = 1e-9 / Math.hypot(1, 0.25);
    double[] theta0 = {0, root, small, 0.25 * small, root, 1e-9};
    Trial trial =
        // The neuron is a share of 1e-10 of θ: what a step does to it is seen from below that.
        lab.run(Setup.of("escape", net, Problems.twoPoints(), theta0, -1e6).withTolerance(1e-12));
    Measurements found = new Measurements().keep(trial);
    double[] limit = {0, 1, 0, 0, 1, 0};
    found.put("predicted r", Escape.rate(lab, trial.setup(), limit));
    List<TrialPoint> window =
        trial.points().stream()
            .filter(p -> p.norm() >= 20 && p.norm() <= 200 && neuron(p) < 1e-3 * p.norm())
            .toList();
    if (window.size() >= 2) {
      TrialPoint first = window.getFirst();
      TrialPoint last = window.getLast();
      found.put(
          "measured exponent",
          Math.log(neuron(last) / neuron(first)) / (last.logNorm() - first.logNorm()));
    }
    return found;
  }

  private static double neuron(TrialPoint point) {
    double[] theta = point.theta();
    return Math.sqrt(theta[2] * theta[2] + theta[3] * theta[3] + theta[5] * theta[5]);
  }
}
