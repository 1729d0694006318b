package marginflow.claims;

import java.util.ArrayList;
import java.util.List;
import marginflow.certificate.verdict.Verdict;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.Slope;

/** Linear networks: V1. */
final class LinearNetClaims {

  private static final int[][] NETS = {{3, 5, 1}, {3, 4, 4, 1}, {3, 4, 4, 4, 1}};
  private static final int SEEDS = 3;

  private LinearNetClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            "V1",
            Provenance.PAPER,
            Paper.VARDI.at("Theorem 3.1"),
            "fully connected linear nets of any depth: the limit is a global optimum",
            List.of(
                new Expectation.AtLeast("least margin over D^(-D/2) γ_svm", 1 - 1e-4),
                new Expectation.AtMost("largest margin over D^(-D/2) γ_svm", 1 + 1e-9),
                new Expectation.Near("least polished ratio", 1, 1e-9),
                new Expectation.Is("verdicts", Verdict.GLOBAL_OPTIMUM.id())),
            LinearNetClaims::globalLimits));
  }

  private static Measurements globalLimits(Laboratory lab) {
    Measurements found = new Measurements();
    double least = Double.POSITIVE_INFINITY;
    double largest = 0;
    double polished = Double.POSITIVE_INFINITY;
    Words verdicts = new Words();
    for (RunRecord trial : trials(lab)) {
      double best = trial.certificate().marginBound().orElseThrow().upper();
      double ratio = trial.certificate().normalizedMargin() / best;
      least = Math.min(least, ratio);
      largest = Math.max(largest, ratio);
      polished = Math.min(polished, trial.exact().normalizedMargin() / best);
      verdicts.add(trial.exact().verdict().id());
      found.keep(trial);
    }
    return found
        .put("least margin over D^(-D/2) γ_svm", least)
        .put("largest margin over D^(-D/2) γ_svm", largest)
        .put("least polished ratio", polished)
        .put("verdicts", verdicts.text());
  }

  private static List<RunRecord> trials(Laboratory lab) {
    return setups(-1e9).stream().map(lab::run).toList();
  }

  /** Flows of three depths from three starts on three data sets. */
  static List<Setup> setups(double horizon) {
    List<Setup> setups = new ArrayList<>();
    for (int[] widths : NETS) {
      FullyConnected net = Problems.net(Slope.LINEAR, widths);
      for (int seed = 1; seed <= SEEDS; seed++) {
        Dataset data = Problems.separable(12, 3, 0.2, seed);
        setups.add(
            Setup.of(
                "depth-%d-seed-%d".formatted(net.depth(), seed),
                net,
                data,
                Initialisation.gaussian(net, seed, 0.3),
                horizon));
      }
    }
    return setups;
  }
}
