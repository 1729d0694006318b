package marginflow.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import marginflow.io.run.FlowPoint;
import marginflow.io.run.Quantity;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.Slope;

/** L4 and L5: one more sample turns the limit into another one, and when it is left again. */
final class HintClaims {

  private static final int WIDTH = 20;

  private static final int LATE_SEEDS = 8;

  /** Ratio to the best margin at which a flow counts as arrived. */
  private static final double ARRIVED = 0.999;

  /** The law leaves out the weights of the larger margins, a share of 1/q = 1/112 at ρ = 30. */
  private static final double BAND = 0.01;

  private HintClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            "L4",
            Provenance.EXAMPLE,
            Paper.LYU_WANG.at("section 5; numbers of this example derived"),
            "adding one hint sample turns the limit into a suboptimal linear classifier, while the"
                + " best margin stays what it was",
            List.of(
                new Expectation.Near("best margin with hint, α = 0.1", 0.235269128, 1e-6),
                new Expectation.AtLeast("ratio without hint, α = 0.1", 0.998),
                new Expectation.Near("margin with hint, α = 0.1", 0.125, 1e-4),
                new Expectation.Near("ratio with hint, α = 0.1", 0.5313, 1e-3),
                new Expectation.Near("r with hint, α = 0.1", 1.882, 2e-3),
                new Expectation.Near("best margin with hint, α = 0.5", 0.15625, 1e-6),
                new Expectation.AtLeast("ratio without hint, α = 0.5", 0.998),
                new Expectation.Near("ratio with hint, α = 0.5", 0.8, 1e-3),
                new Expectation.Near("r with hint, α = 0.5", 1.25, 1e-3)),
            HintClaims::hint),
        new Claim(
            "L5",
            Provenance.DERIVED,
            Paper.HERE.at("the order of limits σ → 0, t → ∞"),
            "a limit with r > 1 that is not global is left at any finite σ, late",
            List.of(
                new Expectation.Near("r at ρ = 30, least", 2, 1e-6),
                new Expectation.Near("r at ρ = 30, largest", 2, 1e-6),
                new Expectation.Near("best margin", 0.1875, 1e-9),
                new Expectation.Near("ratio at ρ = 30 over its law, least", 1, BAND),
                new Expectation.Near("ratio at ρ = 30 over its law, largest", 1, BAND),
                new Expectation.Near("log10 loss of arrival over its law, least", 1, BAND),
                new Expectation.Near("log10 loss of arrival over its law, largest", 1, BAND),
                new Expectation.AtLeast("least final ratio", 1 - 1e-9)),
            HintClaims::lateEscape));
  }

  private static Measurements hint(Laboratory lab) {
    Measurements found = new Measurements();
    for (double alpha : new double[] {0.1, 0.5}) {
      for (boolean hinted : new boolean[] {false, true}) {
        FullyConnected net = Problems.net(new Slope(alpha), 2, WIDTH, 1);
        Dataset data = hinted ? Problems.hinted() : Problems.twoPoints();
        String suffix = (hinted ? " with hint, α = " : " without hint, α = ") + alpha;
        RunRecord run =
            lab.run(
                Setup.of(
                    (hinted ? "hint-" : "plain-") + alpha,
                    net,
                    data,
                    Initialisation.gaussian(net, 1, 1e-4),
                    -1000));
        double margin = run.certificate().normalizedMargin();
        double best = run.certificate().marginBound().map(b -> b.upper()).orElse(Double.NaN);
        found
            .keep(run)
            .put("margin" + suffix, margin)
            .put("best margin" + suffix, best)
            .put("ratio" + suffix, margin / best)
            .put("r" + suffix, run.exact().escapeRate().orElse(Double.NaN))
            .put("verdict" + suffix, run.verdict());
      }
    }
    return found;
  }

  private static Measurements lateEscape(Laboratory lab) {
    Dataset data =
        Problems.data(
            new double[][] {{1, 0.5}, {-1, 0.5}, {1, -0.5}, {-1, -0.5}, {0, 6}}, 1, 1, -1, -1, 1);
    FullyConnected net = Problems.net(new Slope(0.5), 2, WIDTH, 1);
    List<Late> flows = new ArrayList<>();
    Measurements found = new Measurements();
    for (long seed = 1; seed <= LATE_SEEDS; seed++) {
      double[] theta0 = Initialisation.gaussian(net, seed, 1e-6);
      String name = flows.isEmpty() ? "late-escape" : "late-escape-seed-" + seed;
      RunRecord run = lab.run(Setup.of(name, net, data, theta0, -1e9));
      flows.add(late(lab, run));
      if (flows.size() <= 2) {
        found.keep(run);
      }
    }
    return found
        .put("flows", flows.size())
        .put("dormant share at ρ = 30, least", least(flows, Late::dormant))
        .put("dormant share at ρ = 30, largest", largest(flows, Late::dormant))
        .put("least ratio at ρ = 30", least(flows, Late::early))
        .put("largest ratio at ρ = 30", largest(flows, Late::early))
        .put("ratio at ρ = 30 over its law, least", least(flows, Late::earlyOverLaw))
        .put("ratio at ρ = 30 over its law, largest", largest(flows, Late::earlyOverLaw))
        .put("r at ρ = 30, least", least(flows, Late::rate))
        .put("r at ρ = 30, largest", largest(flows, Late::rate))
        .put("best margin", largest(flows, Late::best))
        .put("earliest arrival, log10 loss", largest(flows, Late::arrival))
        .put("latest arrival, log10 loss", least(flows, Late::arrival))
        .put("log10 loss of arrival over its law, least", least(flows, Late::arrivalOverLaw))
        .put("log10 loss of arrival over its law, largest", largest(flows, Late::arrivalOverLaw))
        .put("least final ratio", least(flows, Late::end));
  }

  private static double largest(List<Late> flows, ToDoubleFunction<Late> of) {
    return flows.stream().mapToDouble(of).max().orElse(Double.NaN);
  }

  private static double least(List<Late> flows, ToDoubleFunction<Late> of) {
    return flows.stream().mapToDouble(of).min().orElse(Double.NaN);
  }

  /**
   * What one flow did, beside the law of two neurons (derived). With {@code p = |w| a} of those
   * along (0, 1) and n of the dormant ones along (0, −1), energies 2p and 2n, the margins of the
   * two classes are {@code (p + αn)/2} and {@code (αp + n)/2}. While the second is the least, p
   * grows like {@code e^{ατ}} and n like {@code e^τ}: {@code n = n₀ (p/p₀)²}, α = ½, until they are
   * equal, as they are at the optimum. With s the dormant share of the energy at ρ = 30:
   *
   * <ul>
   *   <li>the ratio there is {@code ⅔ (1 + s)};
   *   <li>it is 0.999 where {@code n/p = x = 0.24925/0.25075}, at {@code p = x p₀²/n₀}, so that
   *       {@code −log 𝓛 = γ ρ² = 0.999 · 0.1875 · 2 (1 + x) x · 450 (1 − s)²/s}.
   * </ul>
   *
   * @param best upper bound on the best margin
   * @param early ratio at the first step past ρ = 30
   * @param earlyOverLaw the same over its law at that step's dormant share
   * @param rate r there
   * @param dormant share of ‖θ‖² in the neurons of negative output weight there
   * @param arrival log10 loss when the ratio reaches 0.999
   * @param end final ratio
   */
  private record Late(
      double best,
      double early,
      double earlyOverLaw,
      double rate,
      double dormant,
      double arrival,
      double end) {

    double arrivalOverLaw() {
      double x = 0.24925 / 0.25075;
      double energies = 450 * (1 - dormant) * (1 - dormant) / dormant;
      double law = ARRIVED * 0.1875 * 2 * (1 + x) * x * energies / Math.log(10);
      return -arrival / law;
    }
  }

  private static Late late(Laboratory lab, RunRecord run) {
    double best = run.certificate().marginBound().map(b -> b.upper()).orElse(Double.NaN);
    List<FlowPoint> after = run.points().stream().filter(p -> p.at().norm() >= 30).toList();
    FlowPoint first = after.getFirst();
    double arrival = arrival(after, ARRIVED * best);
    return new Late(
        best,
        first.at().value(Quantity.NORMALIZED_MARGIN) / best,
        first.at().value(Quantity.NORMALIZED_MARGIN) / best / (2.0 / 3 * (1 + share(first))),
        Escape.rate(lab, run.setup(), first.theta()),
        shareAt30(run.points()),
        arrival,
        run.certificate().normalizedMargin() / best);
  }

  /** Dormant share at ρ = 30, as a power of ρ between the steps before and after. */
  private static double shareAt30(List<FlowPoint> points) {
    int next = 1;
    while (points.get(next).at().norm() < 30) {
      next++;
    }
    FlowPoint before = points.get(next - 1);
    FlowPoint here = points.get(next);
    double x = Math.log(30 / before.at().norm()) / Math.log(here.at().norm() / before.at().norm());
    return Math.pow(share(before), 1 - x) * Math.pow(share(here), x);
  }

  private static double share(FlowPoint point) {
    return dormant(point.theta()) / (point.at().norm() * point.at().norm());
  }

  /**
   * log10 loss when a margin is reached, on the line through the steps before and after in the
   * margin and the logarithm of −log10 loss; NaN if it is not.
   */
  private static double arrival(List<FlowPoint> points, double margin) {
    for (int i = 1; i < points.size(); i++) {
      FlowPoint before = points.get(i - 1);
      FlowPoint here = points.get(i);
      if (here.at().value(Quantity.NORMALIZED_MARGIN) >= margin) {
        double share =
            (margin - before.at().value(Quantity.NORMALIZED_MARGIN))
                / (here.at().value(Quantity.NORMALIZED_MARGIN)
                    - before.at().value(Quantity.NORMALIZED_MARGIN));
        double from = Math.log(-before.at().log10Loss());
        return -Math.exp(from + share * (Math.log(-here.at().log10Loss()) - from));
      }
    }
    return Double.NaN;
  }

  private static double dormant(double[] theta) {
    double energy = 0;
    for (int k = 0; k < WIDTH; k++) {
      double[] neuron = {theta[2 * k], theta[2 * k + 1], theta[2 * WIDTH + k]};
      energy += neuron[2] < 0 ? Problems.dot(neuron, neuron) : 0;
    }
    return energy;
  }
}
