package marginflow.claims;

import java.util.Arrays;
import marginflow.certificate.Certificate;
import marginflow.certificate.verdict.Verdict;
import marginflow.io.run.FlowPoint;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;

/**
 * V4's networks of two windows of two inputs that share no weights, one unit each, on positive
 * inputs that are all labelled +1.
 *
 * <p>Without kinks {@code min ½‖θ‖²} at given predictors β_p of the windows is {@code Σ_p ‖β_p‖},
 * and for every β with margins of 1 or more and every {@code λ ≥ 0}, {@code Σ λ_i ≤ Σ_p h_p·β_p ≤
 * max_p ‖h_p‖ Σ_p ‖β_p‖}, {@code h = Σ λ_i y_i x_i} (derived): no margin exceeds {@code max_p ‖h_p‖
 * / (2 Σ λ_i)}. A limit with the multipliers that attains this is a global optimum.
 */
final class LocalWindows {

  private static final int SEEDS = 20;
  private static final int SAMPLES = 6;
  private static final int WINDOWS = 2;
  private static final int WINDOW = 2;

  /** A pre-activation below this share of ‖θ‖ is none. */
  private static final double ZERO = 1e-6;

  /** Weights that are there in the limit keep their share of ‖θ‖; others fall or rise like ρ^r. */
  private static final double STEADY = 1e-6;

  private static final double HORIZON = -1e30;

  private LocalWindows() {}

  static Measurements measure(Laboratory lab, Measurements found) {
    int linear = 0;
    int notGlobal = 0;
    int relu = 0;
    int notLocal = 0;
    Words verdicts = new Words();
    for (int seed = 1; seed <= SEEDS; seed++) {
      Dataset data = Problems.positive(SAMPLES, WINDOWS * WINDOW, seed);
      RunRecord straight = lab.run(setup("linear", data, seed));
      if (present(straight)) {
        linear++;
        notGlobal += shortfall(straight) <= 1e-9 ? 0 : 1;
      }
      RunRecord bent = lab.run(setup("relu", data, seed));
      if (present(bent) && inputs(lab, bent)) {
        relu++;
        Verdict verdict = bent.exact().verdict();
        boolean local = verdict == Verdict.LOCAL_OPTIMUM || verdict == Verdict.GLOBAL_OPTIMUM;
        notLocal += local ? 0 : 1;
        verdicts.add(verdict.id());
      }
      if (seed == 1) {
        found.keep(straight);
      }
    }
    return found
        .put("flows, local windows", SEEDS)
        .put("limits with all weights non-zero, local windows", linear)
        .put("of these not global, local windows", notGlobal)
        .put("limits with all weights and inputs non-zero, ReLU", relu)
        .put("of these not local, ReLU", notLocal)
        .put("verdicts, ReLU", verdicts.text());
  }

  /** From weights of either sign near a positive point, where every unit sees every sample. */
  private static Setup setup(String activation, Dataset data, int seed) {
    Architecture net =
        Problems.parse(
            "conv-%s:%d-l1k%ds%d-1".formatted(activation, WINDOWS * WINDOW, WINDOW, WINDOW));
    double[] theta0 = Initialisation.gaussian(net, seed, 0.2);
    for (int j = 0; j < theta0.length; j++) {
      theta0[j] += 0.5;
    }
    return Setup.of("windows-%s-seed-%d".formatted(activation, seed), net, data, theta0, HORIZON);
  }

  /** Whether all units keep their share of ‖θ‖ along the last orders of ρ. */
  private static boolean present(RunRecord run) {
    FlowPoint last = run.points().getLast();
    FlowPoint before =
        run.points().stream()
            .filter(p -> p.at().logNorm() <= last.at().logNorm() - Math.log(10))
            .reduce((first, second) -> second)
            .orElseThrow();
    for (int p = 0; p < WINDOWS; p++) {
      double growth = Math.log(share(last, p) / share(before, p));
      if (!(Math.abs(growth) <= STEADY * (last.at().logNorm() - before.at().logNorm()))) {
        return false;
      }
    }
    return true;
  }

  /** Norm of unit p's weights, in and out, over ‖θ‖. */
  private static double share(FlowPoint point, int p) {
    double[] theta = point.theta();
    double in = Math.hypot(theta[p * WINDOW], theta[p * WINDOW + 1]);
    return Math.hypot(in, theta[WINDOWS * WINDOW + p]) / point.at().norm();
  }

  /** Whether no pre-activation is zero, as a share of ‖θ‖. */
  private static boolean inputs(Laboratory lab, RunRecord run) {
    double[] theta = run.result().theta();
    double norm = Problems.norm(theta);
    MarginModel model = Models.bind(run.setup().net(), run.setup().data(), lab.kernels());
    model.evaluate(theta);
    for (int pair = 0; pair < model.kinks().size(); pair++) {
      if (Math.abs(model.kinks().values()[pair]) <= ZERO * norm) {
        return false;
      }
    }
    return true;
  }

  /** Relative distance of the margin from the bound of its own multipliers. */
  private static double shortfall(RunRecord run) {
    Certificate certificate = run.certificate();
    Dataset data = run.setup().data();
    double[] h = new double[WINDOWS * WINDOW];
    double sum = 0;
    for (int k = 0; k < certificate.support().length; k++) {
      int i = certificate.support()[k];
      double lambda = certificate.lambda()[k];
      sum += lambda;
      for (int j = 0; j < h.length; j++) {
        h[j] += lambda * data.y()[i] * data.x().get(i, j);
      }
    }
    double largest = 0;
    for (int p = 0; p < WINDOWS; p++) {
      double[] part = Arrays.copyOfRange(h, p * WINDOW, (p + 1) * WINDOW);
      largest = Math.max(largest, Problems.norm(part));
    }
    return 1 - certificate.normalizedMargin() / (largest / (2 * sum));
  }
}
