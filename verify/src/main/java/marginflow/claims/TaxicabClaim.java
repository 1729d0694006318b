package marginflow.claims;

import java.util.List;
import marginflow.certificate.Certificate;
import marginflow.certificate.Verdict;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.Diagonal;
import marginflow.network.Initialisation;

/**
 * V4: diagonal linear networks of depth 2 from generic starts reach the ℓ1 max margin.
 *
 * <p>Near a KKT point the two weights of coordinate j move like {@code ρ^|h_j|}, {@code h = Σ λ_i
 * y_i x_i} (derived; the same law as F4's). A point is left along the coordinates with {@code |h_j|
 * > 1}: soon where it is well above 1, and not within any horizon a computer has where two vertices
 * of the ℓ1 problem are nearly as good as each other. Such flows are not left out: they are on
 * their way as long as their weights keep that law, and the margin they have by then is measured.
 */
final class TaxicabClaim {

  private static final int SEEDS = 20;
  private static final int INPUTS = 3;
  private static final double HORIZON = -1e9;

  /** A weight below this share of ‖θ‖ has its exponent, but no part in the margin. */
  private static final double PRESENT = 1e-3;

  private TaxicabClaim() {}

  static Claim claim() {
    return new Claim(
        "V4",
        Provenance.PAPER,
        "Vardi, Shamir, Srebro, Theorem 4.2",
        "depth-2 diagonal with all weights non-zero: the limit is a global optimum",
        List.of(
            new Expectation.AtLeast("flows whose exact limit is found and global", 17),
            new Expectation.AtLeast("least ratio to 1/(2 min ‖β‖₁), limits", 1 - 1e-9),
            new Expectation.AtMost("largest ratio, limits", 1 + 1e-9),
            new Expectation.AtMost("largest residual of the limits", 1e-12),
            new Expectation.AtLeast("least ratio, ends of these flows", 1 - 1e-4),
            new Expectation.AtLeast("least ratio, flows still on their way", 1 - 1e-3),
            new Expectation.AtLeast("their largest exponent, predicted, least", 1 + 1e-3),
            new Expectation.AtMost("their largest exponent, predicted, most", 1.05),
            new Expectation.AtMost("their exponents, measured against predicted", 2e-4)),
        TaxicabClaim::measure);
  }

  private static Measurements measure(Laboratory lab) {
    Measurements found = new Measurements();
    Settled settled = new Settled();
    Late late = new Late();
    Architecture net = new Diagonal(INPUTS, 2);
    for (int seed = 1; seed <= SEEDS; seed++) {
      Dataset data = Problems.separable(12, INPUTS, 0.2, seed);
      double[] theta0 = Initialisation.gaussian(net, seed, 0.5);
      Trial trial = lab.run(Setup.of("seed-" + seed, net, data, theta0, HORIZON));
      boolean arrived = trial.exact().verdict() == Verdict.GLOBAL_OPTIMUM;
      boolean shown = arrived ? settled.flows == 0 : late.flows == 0;
      if (arrived) {
        settled.add(trial);
      } else {
        late.add(trial);
      }
      if (shown) {
        found.keep(trial);
      }
    }
    return found
        .put("flows", SEEDS)
        .put("flows whose exact limit is found and global", settled.flows)
        .put("least ratio to 1/(2 min ‖β‖₁), limits", settled.least)
        .put("largest ratio, limits", settled.largest)
        .put("largest residual of the limits", settled.residual)
        .put("least ratio, ends of these flows", settled.ends)
        .put("flows still on their way", late.flows)
        .put("least ratio, flows still on their way", late.least)
        .put("their largest exponent, predicted, least", late.slowest)
        .put("their largest exponent, predicted, most", late.fastest)
        .put("their exponents, measured against predicted", late.difference);
  }

  private static double ratio(Certificate certificate) {
    double best = certificate.marginBound().map(b -> b.upper()).orElse(Double.NaN);
    return certificate.normalizedMargin() / best;
  }

  /** Flows that arrived. */
  private static final class Settled {
    private int flows;
    private double least = Double.POSITIVE_INFINITY;
    private double largest;
    private double ends = Double.POSITIVE_INFINITY;
    private double residual;

    void add(Trial trial) {
      flows++;
      least = Math.min(least, ratio(trial.exact()));
      largest = Math.max(largest, ratio(trial.exact()));
      ends = Math.min(ends, ratio(trial.certificate()));
      residual = Math.max(residual, trial.exact().kktResidual());
    }
  }

  /** Flows that are on their way at the horizon. */
  private static final class Late {
    private int flows;
    private double least = Double.POSITIVE_INFINITY;
    private double slowest = Double.POSITIVE_INFINITY;
    private double fastest;
    private double difference;

    void add(Trial trial) {
      flows++;
      least = Math.min(least, ratio(trial.certificate()));
      double[] predicted = predicted(trial);
      double[] measured = measured(trial);
      double largest = 0;
      for (int j = 0; j < INPUTS; j++) {
        largest = Math.max(largest, predicted[j]);
        if (size(trial.points().getLast(), j) >= PRESENT) {
          difference = Math.max(difference, Math.abs(measured[j] - predicted[j]));
        }
      }
      slowest = Math.min(slowest, largest);
      fastest = Math.max(fastest, largest);
    }
  }

  /** {@code |h_j|} from the multipliers of the flow's end. */
  private static double[] predicted(Trial trial) {
    Dataset data = trial.setup().data();
    int[] support = trial.certificate().support();
    double[] h = new double[INPUTS];
    for (int k = 0; k < support.length; k++) {
      double weight = trial.certificate().lambda()[k] * data.y()[support[k]];
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
  private static double[] measured(Trial trial) {
    TrialPoint last = trial.points().getLast();
    TrialPoint first =
        trial.points().stream()
            .filter(p -> p.logNorm() >= last.logNorm() - Math.log(10))
            .findFirst()
            .orElse(last);
    double[] exponents = new double[INPUTS];
    for (int j = 0; j < INPUTS; j++) {
      double growth = Math.log(size(last, j) / size(first, j));
      exponents[j] = 1 + growth / (last.logNorm() - first.logNorm());
    }
    return exponents;
  }

  /** Coordinate j's weights as a share of ‖θ‖. */
  private static double size(TrialPoint point, int j) {
    return Math.hypot(point.theta()[j], point.theta()[INPUTS + j]) / point.norm();
  }
}
