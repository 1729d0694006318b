package marginflow.claims;

import java.util.List;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.Slope;

/** L4 and L5: one more sample turns the limit into another one, and when it is left again. */
final class HintClaims {

  private static final int WIDTH = 20;

  private HintClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            "L4",
            Provenance.EXAMPLE,
            "Lyu, Li, Wang, Arora, section 5; numbers of this example derived",
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
            "the order of limits σ → 0, t → ∞",
            "a limit with r > 1 that is not global is left at any finite σ, late",
            List.of(
                new Expectation.Near("ratio at ρ = 30", 2.0 / 3, 1e-2),
                new Expectation.Near("r at ρ = 30", 2, 2e-2),
                new Expectation.Near("best margin", 0.1875, 1e-6),
                new Expectation.AtLeast("final ratio", 0.999),
                new Expectation.AtMost("log10 loss when the ratio passes 0.9", -1000)),
            HintClaims::lateEscape));
  }

  private static Measurements hint(Laboratory lab) {
    Measurements found = new Measurements();
    for (double alpha : new double[] {0.1, 0.5}) {
      for (boolean hinted : new boolean[] {false, true}) {
        FullyConnected net = Problems.net(new Slope(alpha), 2, WIDTH, 1);
        Dataset data = hinted ? Problems.hinted() : Problems.twoPoints();
        String suffix = (hinted ? " with hint, α = " : " without hint, α = ") + alpha;
        Trial trial =
            lab.run(
                Setup.of(
                    (hinted ? "hint-" : "plain-") + alpha,
                    net,
                    data,
                    Initialisation.gaussian(net, 1, 1e-4),
                    -1000));
        double margin = trial.certificate().normalizedMargin();
        double best = trial.certificate().marginBound().map(b -> b.upper()).orElse(Double.NaN);
        found
            .keep(trial)
            .put("margin" + suffix, margin)
            .put("best margin" + suffix, best)
            .put("ratio" + suffix, margin / best)
            .put("r" + suffix, trial.exact().escapeRate().orElse(Double.NaN))
            .put("verdict" + suffix, trial.verdict());
      }
    }
    return found;
  }

  private static Measurements lateEscape(Laboratory lab) {
    Dataset data =
        Problems.data(
            new double[][] {{1, 0.5}, {-1, 0.5}, {1, -0.5}, {-1, -0.5}, {0, 6}}, 1, 1, -1, -1, 1);
    FullyConnected net = Problems.net(new Slope(0.5), 2, WIDTH, 1);
    Trial trial =
        lab.run(Setup.of("late-escape", net, data, Initialisation.gaussian(net, 1, 1e-6), -1e9));
    double best = trial.certificate().marginBound().map(b -> b.upper()).orElse(Double.NaN);
    Measurements found =
        new Measurements()
            .keep(trial)
            .put("best margin", best)
            .put("final ratio", trial.certificate().normalizedMargin() / best)
            .put("verdict", trial.verdict());
    boolean early = false;
    boolean passed = false;
    for (TrialPoint point : trial.points()) {
      if (!early && point.norm() >= 30) {
        early = true;
        found.put("ratio at ρ = 30", point.normalizedMargin() / best);
        found.put("r at ρ = 30", Escape.rate(lab, trial.setup(), point.theta()));
      }
      if (early && !passed && point.normalizedMargin() >= 0.9 * best) {
        passed = true;
        found.put("log10 loss when the ratio passes 0.9", point.log10Loss());
        found.put("ρ when the ratio passes 0.9", point.norm());
      }
    }
    return found;
  }
}
