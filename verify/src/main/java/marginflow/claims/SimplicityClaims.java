package marginflow.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import marginflow.certificate.CertifyOptions;
import marginflow.certificate.bound.HardMargin;
import marginflow.io.run.FlowPoint;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.Slope;

/** Two-layer leaky ReLU on symmetric data: L1 to L3 of Lyu, Li, Wang and Arora. */
final class SimplicityClaims {

  private static final int SEEDS = 20;
  private static final double[] SLOPES = {0.01, 0.1, 0.5};
  private static final int[] WIDTHS = {2, 10, 100};

  /**
   * ‖θ‖ at which the early phase is looked at: the output is then about ‖θ‖² / 2, half a percent.
   */
  private static final double EARLY_NORM = 0.1;

  /** The grid's certificates need no search: the data is symmetric, its best margin known. */
  static final CertifyOptions QUICK = new CertifyOptions(0, 1e-3, 1e-6, 1, false, false);

  private SimplicityClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            "L1",
            Provenance.PAPER,
            Paper.LYU_WANG.at("section 4"),
            "symmetric separable data, small start: the flow reaches the global max margin, a"
                + " linear classifier, whatever the width, if both signs are present among the"
                + " neurons' growing modes",
            List.of(
                new Expectation.AtLeast("share of starts with both signs that reach it", 1),
                new Expectation.AtLeast("least ratio to (1+α)/4 γ_svm among them", 1 - 1e-6),
                new Expectation.AtMost("largest ratio", 1 + 1e-9),
                new Expectation.AtMost("largest departure from a linear function", 1e-3),
                new Expectation.Near("share of both signs at m = 2", 0.5, 0.25),
                new Expectation.AtLeast("share of both signs at m = 10", 0.95)),
            SimplicityClaims::grid),
        AlignmentClaim.claim(),
        new Claim(
            "L3",
            Provenance.PAPER,
            Paper.LYU_WANG.at("section 4"),
            "simplicity: from a small start the network stays nearly linear all the way",
            List.of(
                new Expectation.AtMost("largest linearity defect, σ = 1e-6", 0.05),
                new Expectation.AtMost("final linearity defect, σ = 1e-6", 1e-3),
                new Expectation.AtLeast("largest linearity defect, σ = 1", 0.1)),
            SimplicityClaims::simplicity));
  }

  static Dataset symmetric() {
    return Problems.symmetric(10, 2, 0.3, 7);
  }

  /** One run of the grid. */
  private record Cell(int width, boolean bothSigns, double ratio, double defect) {}

  private static Measurements grid(Laboratory lab) {
    Dataset data = symmetric();
    double hardMargin = HardMargin.of(data).bound().lower();
    int perSlope = WIDTHS.length * SEEDS;
    List<Cell> cells =
        IntStream.range(0, SLOPES.length * perSlope)
            .parallel()
            .mapToObj(index ->
                cell(
                    lab.another(),
                    data,
                    hardMargin,
                    SLOPES[index / perSlope],
                    WIDTHS[index % perSlope / SEEDS],
                    1 + index % SEEDS))
            .toList();
    List<Cell> both = cells.stream().filter(Cell::bothSigns).toList();
    double least = both.stream().mapToDouble(Cell::ratio).min().orElse(Double.NaN);
    return new Measurements()
        .put("flows", cells.size())
        .put("starts with both signs", both.size())
        .put(
            "share of starts with both signs that reach it",
            both.stream().filter(c -> c.ratio() >= 1 - 1e-6).count() / (double) both.size())
        .put("least ratio to (1+α)/4 γ_svm among them", least)
        .put("largest ratio", cells.stream().mapToDouble(Cell::ratio).max().orElse(Double.NaN))
        .put(
            "largest departure from a linear function",
            both.stream().mapToDouble(Cell::defect).max().orElse(Double.NaN))
        .put("share of both signs at m = 2", shareOfBothSigns(cells, 2))
        .put("share of both signs at m = 10", shareOfBothSigns(cells, 10))
        .keep(lab.run(setup(data, 0.5, 10, 1, 1e-3, -1e6)));
  }

  private static double shareOfBothSigns(List<Cell> cells, int width) {
    List<Cell> ofWidth = cells.stream().filter(c -> c.width() == width).toList();
    return ofWidth.stream().filter(Cell::bothSigns).count() / (double) ofWidth.size();
  }

  private static Cell cell(
      Laboratory own, Dataset data, double hardMargin, double alpha, int width, long seed) {
    Setup setup = setup(data, alpha, width, seed, 1e-3, -1e6);
    // Near zero the flow is linear (symmetric data): (w·μ/‖μ‖ + a)/√2 grows, and its sign stays.
    double[] mu = Problems.mean(data);
    int up = 0;
    for (int k = 0; k < width; k++) {
      double[] w = {setup.theta0()[2 * k], setup.theta0()[2 * k + 1]};
      double a = setup.theta0()[2 * width + k];
      up += Problems.dot(w, mu) / Problems.norm(mu) + a > 0 ? 1 : 0;
    }
    RunRecord run = own.run(setup, QUICK);
    double margin = run.certificate().normalizedMargin();
    return new Cell(
        width,
        up > 0 && up < width,
        margin / ((1 + alpha) / 4 * hardMargin),
        Linearity.defect(own, setup, run.result().theta()));
  }

  private static Setup setup(
      Dataset data, double alpha, int width, long seed, double sigma, double horizon) {
    FullyConnected net = Problems.net(new Slope(alpha), 2, width, 1);
    return Setup.of(
        "alpha-%s-width-%d-sigma-%s-seed-%d".formatted(alpha, width, sigma, seed),
        net,
        data,
        Initialisation.gaussian(net, seed, sigma),
        horizon);
  }

  private static Measurements simplicity(Laboratory lab) {
    Dataset data = symmetric();
    Measurements found = new Measurements();
    double[] sigmas = {1e-6, 1};
    String[] names = {"1e-6", "1"};
    for (int s = 0; s < sigmas.length; s++) {
      RunRecord run = lab.run(setup(data, 0.5, 20, 3, sigmas[s], -1e6));
      List<Double> defects = new ArrayList<>();
      for (FlowPoint point : run.points()) {
        if (point.at().norm() >= EARLY_NORM) {
          defects.add(Linearity.defect(lab, run.setup(), point.theta()));
        }
      }
      found
          .keep(run)
          .put(
              "largest linearity defect, σ = " + names[s],
              defects.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN))
          .put("final linearity defect, σ = " + names[s], defects.getLast());
    }
    return found;
  }
}
