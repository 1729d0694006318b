package marginflow.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginflow.certificate.Certificate;
import marginflow.certificate.bound.HardMargin;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
import marginflow.network.layered.Models;

/**
 * F7: a limit without kinks solves the hard-margin support vector machine of its own tangent
 * features: {@code max_{‖w‖=1} min_i ∇q_i(u)·w} is {@code L γ(u)}, attained at {@code w = u}, with
 * the multipliers of the KKT conditions.
 *
 * <p>The machine's margin exceeds {@code L γ} by the square of the KKT residual, about 1/ρ², and
 * its multipliers are off by the residual itself: flows to 10^(−10^30) leave 1/ρ at 1e-7 in four
 * layers and less in fewer.
 */
final class TangentClaim {

  private static final double HORIZON = -1e30;

  private TangentClaim() {}

  static Claim claim() {
    return new Claim(
        "F7",
        Provenance.PAPER,
        Paper.LYU_LI.at("Corollary 4.5"),
        "the limit solves the hard-margin problem of its own tangent features",
        List.of(
            new Expectation.AtLeast("limits without a kink", 1),
            new Expectation.AtMost("largest relative difference of the margins", 1e-6),
            new Expectation.AtMost("largest difference of the shares of Σ λ", 1e-6),
            new Expectation.AtMost("largest distance of the machine's w from u", 1e-6)),
        TangentClaim::measure);
  }

  private static Measurements measure(Laboratory lab) {
    Measurements found = new Measurements();
    int limits = 0;
    double margins = 0;
    double shares = 0;
    double apart = 0;
    List<Setup> setups = setups();
    for (Setup setup : setups) {
      RunRecord run = lab.run(setup);
      if (run.result().slidingAtEnd() > 0) {
        continue;
      }
      limits++;
      double[] u = unit(run.result().theta());
      HardMargin machine = HardMargin.of(features(lab, setup, u));
      double ours = setup.net().degree().orElseThrow() * run.certificate().normalizedMargin();
      margins = Math.max(margins, Math.abs(machine.bound().lower() / ours - 1));
      margins = Math.max(margins, Math.abs(machine.bound().upper() / ours - 1));
      shares = Math.max(shares, difference(machine.multipliers(), run.certificate()));
      apart = Math.max(apart, Problems.apart(machine.w(), u));
      if (limits <= 2) {
        found.keep(run);
      }
    }
    return found
        .put("flows", setups.size())
        .put("limits without a kink", limits)
        .put("largest relative difference of the margins", margins)
        .put("largest difference of the shares of Σ λ", shares)
        .put("largest distance of the machine's w from u", apart);
  }

  /** Linear nets of three depths, a leaky and two ReLU nets: units that see all data or part. */
  private static List<Setup> setups() {
    List<Setup> setups = new ArrayList<>();
    int[][] shapes = {{3, 5, 1}, {3, 4, 4, 1}, {3, 4, 4, 4, 1}};
    for (int[] shape : shapes) {
      for (int seed = 1; seed <= 3; seed++) {
        FullyConnected net = Problems.net(Slope.LINEAR, shape);
        Dataset data = Problems.separable(12, 3, 0.2, seed);
        setups.add(setup("linear-%d-seed-%d".formatted(net.depth(), seed), net, data, seed, 0.3));
      }
    }
    FullyConnected leaky = Problems.net(new Slope(0.5), 2, 10, 1);
    setups.add(setup("leaky", leaky, Problems.symmetric(10, 2, 0.3, 7), 1, 1e-3));
    FullyConnected relu = Problems.net(Slope.RELU, 2, 10, 1);
    setups.add(setup("orthogonal", relu, OrthogonalClaim.fourPoints(), 1, 1e-2));
    FullyConnected pair = Problems.net(Slope.RELU, 2, 2, 1);
    double[] alive = {0, 3, 0, 2, 3, 2};
    setups.add(Setup.of("both-alive", pair, Problems.twoPoints(), alive, HORIZON));
    return setups;
  }

  private static Setup setup(String name, Architecture net, Dataset data, int seed, double sigma) {
    return Setup.of(name, net, data, Initialisation.gaussian(net, seed, sigma), HORIZON);
  }

  private static double[] unit(double[] theta) {
    double norm = Problems.norm(theta);
    return Arrays.stream(theta).map(v -> v / norm).toArray();
  }

  /** The rows ∇q_i(u), all labelled +1. */
  private static Dataset features(Laboratory lab, Setup setup, double[] u) {
    MarginModel model = Models.bind(setup.net(), setup.data(), lab.kernels());
    model.evaluate(u);
    double[][] rows = new double[model.rows()][model.parameters()];
    double[] labels = new double[rows.length];
    Arrays.fill(labels, 1);
    for (int i = 0; i < rows.length; i++) {
      model.rowGradient(i, rows[i]);
    }
    return Problems.data(rows, labels);
  }

  /** Largest difference of a multiplier's share of their sum. */
  private static double difference(double[] machine, Certificate certificate) {
    double[] ours = new double[machine.length];
    for (int k = 0; k < certificate.support().length; k++) {
      ours[certificate.support()[k]] = certificate.lambda()[k];
    }
    double a = Arrays.stream(machine).sum();
    double b = Arrays.stream(ours).sum();
    double worst = 0;
    for (int i = 0; i < ours.length; i++) {
      worst = Math.max(worst, Math.abs(machine[i] / a - ours[i] / b));
    }
    return worst;
  }
}
