package marginflow.claims;

import java.util.ArrayList;
import java.util.List;
import marginflow.certificate.bound.HardMargin;
import marginflow.certificate.verdict.MarginBound;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.Slope;

/**
 * O1: orthogonally separable data, {@code x_i·x_j > 0} within a class and {@code ≤ 0} across. A
 * ReLU network ends as two directions, one per class: unit ± along {@code u_±}, which maximizes
 * {@code min_{i ∈ ±} u·x_i}, and no unit sees the other class.
 *
 * <p>With energies E₊ and E₋ in the two, margins are {@code γ_± E_± / 2}; they are equal, and
 * {@code ‖θ‖² = E₊ + E₋}, at the normalized margin {@code γ₊γ₋ / (2(γ₊ + γ₋))} (derived).
 */
final class OrthogonalClaim {

  private static final int WIDTH = 10;
  private static final int SEEDS = 5;
  private static final double SIGMA = 1e-3;

  private OrthogonalClaim() {}

  static Claim claim() {
    return new Claim(
        "O1",
        Provenance.PAPER,
        Paper.PHUONG.at("closed form derived"),
        "orthogonally separable data, ReLU, small start: two directions, the global optimum",
        List.of(
            new Expectation.Near("best margin of the four points", 3 / (4 * Math.sqrt(2)), 1e-12),
            new Expectation.AtLeast("starts with a unit for each class", 1),
            new Expectation.AtMost(
                "largest error of the ends, relative to γ₊γ₋/(2(γ₊ + γ₋))", 1e-4),
            new Expectation.AtMost("largest error of the exact limits", 1e-9),
            new Expectation.AtMost("largest error of the dual bound", 1e-9),
            new Expectation.Is("verdicts", "global-optimum")),
        OrthogonalClaim::measure);
  }

  /** Two points of either class, mirror images of each other in the origin. */
  static Dataset fourPoints() {
    return Problems.data(new double[][] {{1, 2}, {2, 1}, {-1, -2}, {-2, -1}}, 1, 1, -1, -1);
  }

  private static Measurements measure(Laboratory lab) {
    List<Dataset> sets = new ArrayList<>(List.of(fourPoints()));
    for (int d = 2; d <= 5; d++) {
      sets.add(Problems.orthants(8, d, d));
    }
    Measurements found =
        new Measurements().put("best margin of the four points", best(sets.get(0)));
    Words verdicts = new Words();
    int starts = 0;
    double ends = 0;
    double limits = 0;
    double bounds = 0;
    for (int k = 0; k < sets.size(); k++) {
      Dataset data = sets.get(k);
      FullyConnected net = Problems.net(Slope.RELU, data.d(), WIDTH, 1);
      for (int seed = 1; seed <= SEEDS; seed++) {
        double[] theta0 = Initialisation.balanced(net, seed, SIGMA);
        if (!bothClasses(data, theta0)) {
          continue;
        }
        starts++;
        String name = k == 0 ? "four-points-" + seed : "orthants-%d-%d".formatted(data.d(), seed);
        RunRecord run = lab.run(Setup.of(name, net, data, theta0, -1e6));
        double best = best(data);
        ends = Math.max(ends, error(run.certificate().normalizedMargin(), best));
        limits = Math.max(limits, error(run.exact().normalizedMargin(), best));
        double upper = run.exact().marginBound().map(MarginBound::upper).orElse(Double.NaN);
        bounds = Math.max(bounds, error(upper, best));
        verdicts.add(run.exact().verdict().id());
        if (seed == 1 && k < 2) {
          found.keep(run);
        }
      }
    }
    return found
        .put("flows", (long) sets.size() * SEEDS)
        .put("starts with a unit for each class", starts)
        .put("largest error of the ends, relative to γ₊γ₋/(2(γ₊ + γ₋))", ends)
        .put("largest error of the exact limits", limits)
        .put("largest error of the dual bound", bounds)
        .put("verdicts", verdicts.text());
  }

  private static double error(double margin, double best) {
    return Math.abs(margin / best - 1);
  }

  /** {@code γ₊γ₋ / (2(γ₊ + γ₋))} from the hard margins of the classes by themselves. */
  private static double best(Dataset data) {
    double up = alone(data, 1);
    double down = alone(data, -1);
    return up * down / (2 * (up + down));
  }

  private static double alone(Dataset data, double label) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < data.n(); i++) {
      if (data.y()[i] == label) {
        rows.add(Problems.row(data, i));
      }
    }
    double[] ones = new double[rows.size()];
    java.util.Arrays.fill(ones, 1);
    return HardMargin.of(Problems.data(rows.toArray(double[][]::new), ones)).bound().lower();
  }

  /** Whether each class is seen by a unit whose output has its sign; balanced units keep theirs. */
  private static boolean bothClasses(Dataset data, double[] theta) {
    return sees(data, theta, 1) && sees(data, theta, -1);
  }

  private static boolean sees(Dataset data, double[] theta, double label) {
    int d = data.d();
    for (int k = 0; k < WIDTH; k++) {
      double[] w = java.util.Arrays.copyOfRange(theta, k * d, (k + 1) * d);
      for (int i = 0; i < data.n(); i++) {
        boolean signs = data.y()[i] == label && theta[WIDTH * d + k] * label > 0;
        if (signs && Problems.dot(w, Problems.row(data, i)) > 0) {
          return true;
        }
      }
    }
    return false;
  }
}
