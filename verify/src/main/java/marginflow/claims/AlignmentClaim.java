package marginflow.claims;

import java.util.ArrayList;
import java.util.List;
import marginflow.certificate.HardMargin;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.Slope;

/**
 * L2: on symmetric data and from a small start all neurons align with ±μ, and later turn to w*.
 *
 * <p>The energy-weighted cosine is {@code Σ ‖w_k‖ |w_k·μ| / ‖μ‖ / Σ ‖w_k‖²}: 1 where every neuron
 * is parallel to ±μ, 2/π on average for directions in the plane that know nothing of μ. While all
 * outputs are small the flow on symmetric data is linear and leaves what is orthogonal to μ where
 * it was, so that
 *
 * <pre>  |w_k·μ| / ‖μ‖ = √(‖w_k‖² − ‖w_k^⊥(0)‖²)</pre>
 *
 * (derived): 1 − cosine is about {@code m (d − 1) σ² / ‖θ‖²}, 2e-3 for σ = 1e-3 at ‖θ‖ = 0.1. From
 * σ = 1 the norm begins at 7, so there is no such phase: the first moment is the start.
 */
final class AlignmentClaim {

  private static final int WIDTH = 20;

  /** The seed of the runs that are kept. */
  private static final long SHOWN = 3;

  private static final int SEEDS = 20;

  /** ‖θ‖ at which the early phase is looked at: outputs are then half a percent. */
  private static final double EARLY_NORM = 0.1;

  private static final double ALIGNED = 0.9997;

  private AlignmentClaim() {}

  static Claim claim() {
    return new Claim(
        "L2",
        Provenance.PAPER,
        "Lyu, Li, Wang, Arora, section 4",
        "early phase: all neurons align with ±μ as σ → 0; later they turn to w*",
        List.of(
            new Expectation.AtLeast("cosine with ±μ at ‖θ‖ = 0.1, σ = 1e-6, least", 0.999999),
            new Expectation.AtLeast("cosine with ±μ at ‖θ‖ = 0.1, σ = 1e-3, least", 0.996),
            new Expectation.Near("cosine with ±μ at ‖θ‖ = 0.1, σ = 1e-3, seed 3", ALIGNED, 1e-3),
            new Expectation.AtMost("‖θ‖ at which that is 0.9997", 0.2),
            new Expectation.Near("1 − cosine over its law at σ = 1e-3, least", 1, 0.02),
            new Expectation.Near("1 − cosine over its law at σ = 1e-3, largest", 1, 0.02),
            new Expectation.Near("cosine with ±μ from the start, σ = 1, seed 3", 0.82, 0.08),
            new Expectation.Near("the same once the loss is below 1, σ = 1, seed 3", 0.82, 0.08),
            new Expectation.Near("cosine with ±μ from the start, σ = 1, mean", 2 / Math.PI, 0.1),
            new Expectation.AtMost("cosine of μ and w*", 0.999),
            new Expectation.AtMost("cosine with ±w* at ‖θ‖ = 0.1, σ = 1e-6", 0.999),
            new Expectation.AtLeast("final cosine with ±w*, σ = 1e-6", 0.9999)),
        AlignmentClaim::measure);
  }

  private static Measurements measure(Laboratory lab) {
    Dataset data = SimplicityClaims.symmetric();
    double[] mu = Problems.mean(data);
    double[] star = HardMargin.of(data).w();
    Measurements found = new Measurements();
    List<Trial> tiny = trials(lab, data, 1e-6);
    List<Trial> small = trials(lab, data, 1e-3);
    List<Trial> large = trials(lab, data, 1);
    Trial shown = tiny.get((int) SHOWN - 1);
    found.keep(shown).keep(large.get((int) SHOWN - 1)).keep(small.get((int) SHOWN - 1));
    found.put("cosine with ±μ at ‖θ‖ = 0.1, σ = 1e-6, least", least(early(tiny, mu)));
    early(found, small, mu);
    unaligned(found, large, mu);
    return found
        .put("cosine of μ and w*", Problems.dot(mu, star) / Problems.norm(mu) / Problems.norm(star))
        .put("cosine with ±w* at ‖θ‖ = 0.1, σ = 1e-6", early(shown, star))
        .put("final cosine with ±w*, σ = 1e-6", cosine(shown.result().theta(), star));
  }

  private static List<Trial> trials(Laboratory lab, Dataset data, double sigma) {
    FullyConnected net = Problems.net(new Slope(0.5), 2, WIDTH, 1);
    List<Trial> trials = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      String name = "alpha-0.5-width-%d-sigma-%s-seed-%d".formatted(WIDTH, sigma, seed);
      double[] theta0 = Initialisation.gaussian(net, seed, sigma);
      double horizon = seed == SHOWN ? -1e6 : -1;
      trials.add(lab.run(Setup.of(name, net, data, theta0, horizon), SimplicityClaims.QUICK));
    }
    return trials;
  }

  private static void early(Measurements found, List<Trial> small, double[] mu) {
    Trial shown = small.get((int) SHOWN - 1);
    List<Double> shares = small.stream().map(trial -> overLaw(trial, mu)).toList();
    found
        .put("cosine with ±μ at ‖θ‖ = 0.1, σ = 1e-3, least", least(early(small, mu)))
        .put("cosine with ±μ at ‖θ‖ = 0.1, σ = 1e-3, seed 3", early(shown, mu))
        .put("‖θ‖ at which that is 0.9997", normAt(shown, mu))
        .put("1 − cosine over its law at σ = 1e-3, least", least(shares))
        .put(
            "1 − cosine over its law at σ = 1e-3, largest",
            shares.stream().mapToDouble(v -> v).max().orElse(Double.NaN));
  }

  private static void unaligned(Measurements found, List<Trial> large, double[] mu) {
    Trial shown = large.get((int) SHOWN - 1);
    double below =
        shown.points().stream()
            .filter(p -> p.log10Loss() < 0)
            .mapToDouble(p -> cosine(p.theta(), mu))
            .findFirst()
            .orElse(Double.NaN);
    found
        .put("cosine with ±μ from the start, σ = 1, seed 3", start(shown, mu))
        .put("the same once the loss is below 1, σ = 1, seed 3", below)
        .put(
            "cosine with ±μ from the start, σ = 1, mean",
            large.stream().mapToDouble(trial -> start(trial, mu)).average().orElse(Double.NaN));
  }

  private static double start(Trial trial, double[] mu) {
    return cosine(trial.setup().theta0(), mu);
  }

  private static double least(List<Double> values) {
    return values.stream().mapToDouble(v -> v).min().orElse(Double.NaN);
  }

  private static List<Double> early(List<Trial> trials, double[] direction) {
    return trials.stream().map(trial -> early(trial, direction)).toList();
  }

  /** The cosine where ‖θ‖ passes 0.1: log(1 − cosine) is linear in log ‖θ‖ between two steps. */
  private static double early(Trial trial, double[] direction) {
    List<TrialPoint> points = trial.points();
    for (int k = 1; k < points.size(); k++) {
      TrialPoint after = points.get(k);
      if (after.norm() >= EARLY_NORM) {
        TrialPoint before = points.get(k - 1);
        double a = Math.log(1 - cosine(before.theta(), direction));
        double b = Math.log(1 - cosine(after.theta(), direction));
        double share =
            (Math.log(EARLY_NORM) - before.logNorm()) / (after.logNorm() - before.logNorm());
        return 1 - Math.exp(a + share * (b - a));
      }
    }
    return Double.NaN;
  }

  /** ‖θ‖ where the cosine passes {@link #ALIGNED}, between two steps as {@link #early} is. */
  private static double normAt(Trial trial, double[] direction) {
    List<TrialPoint> points = trial.points();
    for (int k = 1; k < points.size(); k++) {
      double b = Math.log(1 - cosine(points.get(k).theta(), direction));
      if (b <= Math.log(1 - ALIGNED)) {
        double a = Math.log(1 - cosine(points.get(k - 1).theta(), direction));
        double share = (Math.log(1 - ALIGNED) - a) / (b - a);
        double from = points.get(k - 1).logNorm();
        return Math.exp(from + share * (points.get(k).logNorm() - from));
      }
    }
    return Double.NaN;
  }

  /** (1 − cosine) over what the linear phase leaves of it, at the first step past ‖θ‖ = 0.1. */
  private static double overLaw(Trial trial, double[] mu) {
    double[] across = {-mu[1], mu[0]};
    List<double[]> before = neurons(trial.setup().theta0());
    for (TrialPoint point : trial.points()) {
      if (point.norm() >= EARLY_NORM) {
        List<double[]> now = neurons(point.theta());
        double lost = 0;
        double energy = 0;
        for (int k = 0; k < WIDTH; k++) {
          double size = Problems.norm(now.get(k));
          double kept = Problems.dot(before.get(k), across) / Problems.norm(across);
          lost += size * size - size * Math.sqrt(Math.max(0, size * size - kept * kept));
          energy += size * size;
        }
        return (1 - cosine(point.theta(), mu)) / (lost / energy);
      }
    }
    return Double.NaN;
  }

  /** Energy-weighted cosine of the neurons with plus or minus the direction. */
  private static double cosine(double[] theta, double[] direction) {
    double sum = 0;
    double energy = 0;
    for (double[] w : neurons(theta)) {
      sum += Problems.norm(w) * Math.abs(Problems.dot(w, direction)) / Problems.norm(direction);
      energy += Problems.dot(w, w);
    }
    return sum / energy;
  }

  private static List<double[]> neurons(double[] theta) {
    List<double[]> neurons = new ArrayList<>();
    for (int k = 0; k < WIDTH; k++) {
      neurons.add(new double[] {theta[2 * k], theta[2 * k + 1]});
    }
    return neurons;
  }
}
