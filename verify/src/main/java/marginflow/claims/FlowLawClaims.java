package marginflow.claims;

import java.util.List;
import java.util.function.ToDoubleFunction;
import marginflow.io.run.FlowPoint;
import marginflow.io.run.Quantity;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.Slope;

/** The flow itself, after Lyu and Li and Ji and Telgarsky: F2 to F4. */
final class FlowLawClaims {

  private FlowLawClaims() {}

  static List<Claim> all() {
    double r = Math.sqrt(17) / 2;
    return List.of(
        new Claim(
            "F2",
            Provenance.PAPER,
            Paper.LYU_LI.at("Theorem 4.3"),
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
            Paper.JI_TELGARSKY.whole(),
            "gradient and parameters align: cos(θ, −∇𝓛) → 1",
            List.of(
                new Expectation.AtLeast("first 1 − cos, least", 1e-2),
                new Expectation.AtMost("last 1 − cos, largest", 1e-4),
                new Expectation.AtMost("residual of the limits, largest", 1e-12)),
            FlowLawClaims::alignment),
        new Claim(
            "F4",
            Provenance.DERIVED,
            Paper.HERE.at("linearization at a KKT point with a vanishing neuron"),
            "a vanishing neuron grows like ρ^r, r = max_{‖u‖=1} |Σ λ_i y_i φ(u·x_i)|",
            List.of(
                new Expectation.Near("predicted r", r, 1e-9),
                new Expectation.Near("measured exponent", r, 1e-4)),
            FlowLawClaims::escape));
  }

  private static Dataset points() {
    return Problems.separable(12, 3, 0.2, 1);
  }

  private static Measurements rates(Laboratory lab) {
    Measurements found = new Measurements();
    int[][] widths = {{3, 5, 1}, {3, 4, 4, 1}};
    for (int[] shape : widths) {
      FullyConnected net = Problems.net(Slope.LINEAR, shape);
      int degree = net.depth();
      RunRecord run =
          lab.run(
              Setup.of("L-" + degree, net, points(), Initialisation.gaussian(net, 1, 0.3), -1e6)
                  .withTolerance(1e-9));
      double ten = Math.log(10);
      found
          .keep(run)
          .put(
              "exponent of log t in 1/(t 𝓛), L = " + degree,
              exponent(run, p -> -p.at().log10Loss() * ten - p.at().logTime()))
          .put("exponent of log t in ρ, L = " + degree, exponent(run, p -> p.at().logNorm()));
    }
    return found;
  }

  /** Least-squares slope of a logarithm against log log t, for log t in [1e3, 1e6]. */
  private static double exponent(RunRecord run, ToDoubleFunction<FlowPoint> logarithm) {
    double n = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (FlowPoint point : run.points()) {
      if (point.at().logTime() >= 1e3 && point.at().logTime() <= 1e6) {
        double x = Math.log(point.at().logTime());
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
      RunRecord run = lab.run(setup);
      found.keep(run);
      first = Math.min(first, 1 - run.points().getFirst().at().value(Quantity.ALIGNMENT));
      last = Math.max(last, 1 - run.points().getLast().at().value(Quantity.ALIGNMENT));
      residual = Math.max(residual, run.exact().kktResidual());
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
    RunRecord run =
        // The neuron is a share of 1e-10 of θ: what a step does to it is seen from below that.
        lab.run(Setup.of("escape", net, Problems.twoPoints(), theta0, -1e6).withTolerance(1e-12));
    Measurements found = new Measurements().keep(run);
    double[] limit = {0, 1, 0, 0, 1, 0};
    found.put("predicted r", Escape.rate(lab, run.setup(), limit));
    List<FlowPoint> window =
        run.points().stream()
            .filter(p ->
                p.at().norm() >= 20 && p.at().norm() <= 200 && neuron(p) < 1e-3 * p.at().norm())
            .toList();
    if (window.size() >= 2) {
      FlowPoint first = window.getFirst();
      FlowPoint last = window.getLast();
      found.put(
          "measured exponent",
          Math.log(neuron(last) / neuron(first)) / (last.at().logNorm() - first.at().logNorm()));
    }
    return found;
  }

  private static double neuron(FlowPoint point) {
    double[] theta = point.theta();
    return Math.sqrt(theta[2] * theta[2] + theta[3] * theta[3] + theta[5] * theta[5]);
  }
}
