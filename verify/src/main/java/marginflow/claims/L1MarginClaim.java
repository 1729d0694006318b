package marginflow.claims;

import java.util.List;
import marginflow.certificate.Certificate;
import marginflow.certificate.verdict.MarginBound;
import marginflow.certificate.verdict.Verdict;
import marginflow.io.run.FlowPoint;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.Diagonal;
import marginflow.network.Initialisation;

/**
 * V4: without shared weights and with all weights of the limit non-zero a linear network of depth 2
 * is at its global optimum, a ReLU network whose units all have inputs at a local one.
 *
 * <p>Diagonal networks. At a KKT point {@code w_j = h_j v_j}, {@code v_j = h_j w_j} with {@code h =
 * Σ λ_i y_i x_i}: a coordinate is there only if {@code |h_j| = 1}. If all are, or no {@code |h_j|}
 * exceeds 1, {@code Σ λ_i} is the least ‖β‖₁ by duality (derived): the condition can be read off
 * the multipliers, and so can the verdict where it fails. Elsewhere the two weights of coordinate j
 * move like {@code ρ^|h_j|}, which is the law of F4, and a point is left along those with {@code
 * |h_j| > 1}: not within any horizon where two vertices of the ℓ1 problem are nearly as good as
 * each other.
 */
final class L1MarginClaim {

  private static final int SEEDS = 20;
  private static final int INPUTS = 3;
  private static final double HORIZON = -1e9;

  /** {@code |h_j|} of an exact KKT point is 1 to the residual of its polish. */
  private static final double EXACT = 1e-9;

  /** A weight below this share of ‖θ‖ has its exponent, but no part in the margin. */
  private static final double PRESENT = 1e-3;

  private L1MarginClaim() {}

  static Claim claim() {
    return new Claim(
        "V4",
        Provenance.PAPER,
        Paper.VARDI.at("section 4"),
        "depth 2 without shared weights, all weights of the limit non-zero: linear nets are at a"
            + " global optimum, ReLU nets with inputs to every unit at a local one",
        List.of(
            new Expectation.AtLeast("limits with all weights non-zero, diagonal", 1),
            new Expectation.AtMost("of these not global, diagonal", 0),
            new Expectation.AtMost("largest |ratio to 1/(2 min ‖β‖₁) − 1| of these", 1e-9),
            new Expectation.AtMost("limits whose verdict is not that of their |h_j|", 0),
            // The multipliers are the limit's up to the square of the share that leaves.
            new Expectation.AtMost("exponents of late flows, measured less predicted", 1e-2),
            new Expectation.AtLeast("limits with all weights non-zero, local windows", 1),
            new Expectation.AtMost("of these not global, local windows", 0),
            new Expectation.AtLeast("limits with all weights and inputs non-zero, ReLU", 1),
            new Expectation.AtMost("of these not local, ReLU", 0)),
        L1MarginClaim::measure);
  }

  private static Measurements measure(Laboratory lab) {
    Measurements found = new Measurements();
    Tally tally = new Tally();
    Architecture net = new Diagonal(INPUTS, 2);
    for (int seed = 1; seed <= SEEDS; seed++) {
      Dataset data = Problems.separable(12, INPUTS, 0.2, seed);
      double[] theta0 = Initialisation.gaussian(net, seed, 0.5);
      RunRecord run = lab.run(Setup.of("seed-" + seed, net, data, theta0, HORIZON));
      tally.add(run);
      if (seed == 1) {
        found.keep(run);
      }
    }
    found
        .put("flows, diagonal", SEEDS)
        .put("limits with all weights non-zero, diagonal", tally.full)
        .put("of these not global, diagonal", tally.notGlobal)
        .put("largest |ratio to 1/(2 min ‖β‖₁) − 1| of these", tally.error)
        .put("limits with a zero weight, diagonal", tally.sparse)
        .put("of these global, diagonal", tally.sparseGlobal)
        .put("limits whose verdict is not that of their |h_j|", tally.contradicted)
        .put("flows still on their way", tally.late)
        .put("exponents of late flows, measured less predicted", tally.difference);
    return LocalWindows.measure(lab, found);
  }

  /** Flows by what their exact limits are. */
  private static final class Tally {
    private int full;
    private int notGlobal;
    private double error;
    private int sparse;
    private int sparseGlobal;
    private int contradicted;
    private int late;
    private double difference;

    void add(RunRecord run) {
      Certificate exact = run.exact();
      boolean global = exact.verdict() == Verdict.GLOBAL_OPTIMUM;
      double[] h = sizes(run, exact);
      double least = Double.POSITIVE_INFINITY;
      double largest = 0;
      for (double size : h) {
        least = Math.min(least, size);
        largest = Math.max(largest, size);
      }
      if (!(exact.kktResidual() <= EXACT)) {
        late(run);
        return;
      }
      contradicted += global == largest <= 1 + EXACT ? 0 : 1;
      if (least >= 1 - EXACT && largest <= 1 + EXACT) {
        full++;
        notGlobal += global ? 0 : 1;
        double best = exact.marginBound().map(MarginBound::upper).orElse(Double.NaN);
        error = Math.max(error, Math.abs(exact.normalizedMargin() / best - 1));
      } else {
        sparse++;
        sparseGlobal += global ? 1 : 0;
      }
    }

    private void late(RunRecord run) {
      late++;
      double[] predicted = sizes(run, run.certificate());
      double[] measured = measured(run);
      for (int j = 0; j < INPUTS; j++) {
        if (size(run.points().getLast(), j) >= PRESENT) {
          difference = Math.max(difference, Math.abs(measured[j] - predicted[j]));
        }
      }
    }
  }

  /** {@code |h_j|} from the multipliers of a certificate. */
  private static double[] sizes(RunRecord run, Certificate certificate) {
    Dataset data = run.setup().data();
    int[] support = certificate.support();
    double[] h = new double[INPUTS];
    for (int k = 0; k < support.length; k++) {
      double weight = certificate.lambda()[k] * data.y()[support[k]];
      for (int j = 0; j < INPUTS; j++) {
        h[j] += weight * data.x().get(support[k], j);
      }
    }
    for (int j = 0; j < INPUTS; j++) {
      h[j] = Math.abs(h[j]);
    }
    return h;
  }

  /** d log of each coordinate's weights over d log ρ, along the last factor 10 of ρ. */
  private static double[] measured(RunRecord run) {
    FlowPoint last = run.points().getLast();
    FlowPoint first =
        run.points().stream()
            .filter(p -> p.at().logNorm() >= last.at().logNorm() - Math.log(10))
            .findFirst()
            .orElse(last);
    double[] exponents = new double[INPUTS];
    for (int j = 0; j < INPUTS; j++) {
      double growth = Math.log(size(last, j) / size(first, j));
      exponents[j] = 1 + growth / (last.at().logNorm() - first.at().logNorm());
    }
    return exponents;
  }

  /** Coordinate j's weights as a share of ‖θ‖. */
  private static double size(FlowPoint point, int j) {
    return Math.hypot(point.theta()[j], point.theta()[INPUTS + j]) / point.at().norm();
  }
}
