package marginflow.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import marginflow.certificate.bound.HardMargin;
import marginflow.io.run.FlowPoint;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
import marginflow.network.layered.Models;

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
 * (derived): 1 − cosine is {@code S σ² / ‖θ‖²}, with S a sum of m = 20 squared normals: 2e-3 on
 * average for σ = 1e-3 at ‖θ‖ = 0.1, and between 3.3e-4 and 5.9e-3 but for one start in 50,000 (the
 * quantiles of χ² with 20 degrees of freedom; 5 % are added for the law's own error). Outputs up to
 * q turn the force by {@code q R} at most, R the mean of ‖x‖ over ‖μ‖, and all neurons with it: 1 −
 * cosine by {@code (qR)²/2}, all there is for σ = 1e-6.
 *
 * <p>From σ = 1 the norm begins at 7, so there is no such phase: the first moment is the start. The
 * cosine is then a mean of 20 with weights that count for 10, of standard deviation 0.31/√10 =
 * 0.097 a start, 0.022 in the mean of 20 starts; the bands are four of these.
 */
final class AlignmentClaim {

  private static final int WIDTH = 20;

  /** The seed of the runs that are kept. */
  private static final long SHOWN = 3;

  private static final int SEEDS = 20;

  /** ‖θ‖ at which the early phase is looked at: outputs are then half a percent. */
  private static final double EARLY_NORM = 0.1;

  private AlignmentClaim() {}

  static Claim claim() {
    return new Claim(
        "L2",
        Provenance.PAPER,
        Paper.LYU_WANG.at("section 4"),
        "early phase: all neurons align with ±μ as σ → 0; later they turn to w*",
        List.of(
            new Expectation.AtMost("1 − cosine at σ = 1e-6 over its bound, largest", 1),
            // What turns all neurons is a tenth of an angle of 0.06, over 20 angles of either sign.
            new Expectation.Near("1 − cosine over its law at σ = 1e-3, least", 1, 0.05),
            new Expectation.Near("1 − cosine over its law at σ = 1e-3, largest", 1, 0.05),
            new Expectation.AtLeast("1 − cosine at σ = 1e-3, least", 3.1e-4),
            new Expectation.AtMost("1 − cosine at σ = 1e-3, largest", 6.2e-3),
            new Expectation.Near("cosine from the start, σ = 1, mean", 2 / Math.PI, 0.09),
            new Expectation.AtLeast("cosine from the start, σ = 1, least", 0.25),
            new Expectation.AtMost("cosine from the start, σ = 1, largest", 0.99),
            new Expectation.AtMost("turn from ±μ to w*, cosine", 0.999),
            new Expectation.Near("cosine with ±w* at ‖θ‖ = 0.1 over that of μ", 1, 0.01),
            // What is inert keeps its size: 1 − cosine is 1/ρ² = 1e-6, or so.
            new Expectation.AtLeast("final cosine with ±w*, σ = 1e-6", 0.9999)),
        AlignmentClaim::measure);
  }

  private static Measurements measure(Laboratory lab) {
    Dataset data = SimplicityClaims.symmetric();
    double[] mu = Problems.mean(data);
    double[] star = HardMargin.of(data).w();
    Measurements found = new Measurements();
    List<RunRecord> tiny = trials(lab, data, 1e-6);
    List<RunRecord> small = trials(lab, data, 1e-3);
    List<RunRecord> large = trials(lab, data, 1);
    RunRecord shown = tiny.get((int) SHOWN - 1);
    found.keep(shown).keep(large.get((int) SHOWN - 1)).keep(small.get((int) SHOWN - 1));
    found.put(
        "1 − cosine at σ = 1e-6 over its bound, largest",
        largest(tiny, run -> (1 - early(run, mu)) / bound(lab, run, mu)));
    early(found, small, mu);
    unaligned(found, large, mu);
    double turn = Problems.dot(mu, star) / Problems.norm(mu) / Problems.norm(star);
    return found
        .put("turn from ±μ to w*, cosine", turn)
        .put("cosine with ±w* at ‖θ‖ = 0.1 over that of μ", early(shown, star) / turn)
        .put("final cosine with ±w*, σ = 1e-6", cosine(shown.result().theta(), star));
  }

  /** {@code (qR)²/2} at the first step past ‖θ‖ = 0.1. */
  private static double bound(Laboratory lab, RunRecord run, double[] mu) {
    Dataset data = run.setup().data();
    double size = 0;
    for (int i = 0; i < data.n(); i++) {
      size += Problems.norm(Problems.row(data, i)) / data.n();
    }
    MarginModel model = Models.bind(run.setup().net(), data, lab.kernels());
    model.evaluate(
        run.points().stream()
            .filter(p -> p.at().norm() >= EARLY_NORM)
            .findFirst()
            .orElseThrow()
            .theta());
    double q = 0;
    for (int i = 0; i < data.n(); i++) {
      q = Math.max(q, Math.abs(model.margins()[i]));
    }
    double turn = q * size / Problems.norm(mu);
    return turn * turn / 2;
  }

  private static List<RunRecord> trials(Laboratory lab, Dataset data, double sigma) {
    FullyConnected net = Problems.net(new Slope(0.5), 2, WIDTH, 1);
    List<RunRecord> trials = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      String name = "alpha-0.5-width-%d-sigma-%s-seed-%d".formatted(WIDTH, sigma, seed);
      double[] theta0 = Initialisation.gaussian(net, seed, sigma);
      double horizon = seed == SHOWN ? -1e6 : -1;
      trials.add(lab.run(Setup.of(name, net, data, theta0, horizon), SimplicityClaims.QUICK));
    }
    return trials;
  }

  private static void early(Measurements found, List<RunRecord> small, double[] mu) {
    found
        .put("1 − cosine at σ = 1e-3, least", -largest(small, t -> early(t, mu) - 1))
        .put("1 − cosine at σ = 1e-3, largest", largest(small, t -> 1 - early(t, mu)))
        .put("1 − cosine over its law at σ = 1e-3, least", -largest(small, t -> -overLaw(t, mu)))
        .put("1 − cosine over its law at σ = 1e-3, largest", largest(small, t -> overLaw(t, mu)));
  }

  private static void unaligned(Measurements found, List<RunRecord> large, double[] mu) {
    found
        .put(
            "cosine from the start, σ = 1, mean",
            large.stream().mapToDouble(run -> start(run, mu)).average().orElse(Double.NaN))
        .put("cosine from the start, σ = 1, least", -largest(large, t -> -start(t, mu)))
        .put("cosine from the start, σ = 1, largest", largest(large, t -> start(t, mu)))
        .put(
            "the same once the loss is below 1, mean",
            large.stream().mapToDouble(run -> fitted(run, mu)).average().orElse(Double.NaN));
  }

  private static double fitted(RunRecord run, double[] mu) {
    return run.points().stream()
        .filter(p -> p.at().log10Loss() < 0)
        .mapToDouble(p -> cosine(p.theta(), mu))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double start(RunRecord run, double[] mu) {
    return cosine(run.setup().theta0(), mu);
  }

  private static double largest(List<RunRecord> trials, ToDoubleFunction<RunRecord> of) {
    return trials.stream().mapToDouble(of).max().orElse(Double.NaN);
  }

  /** The cosine where ‖θ‖ passes 0.1: log(1 − cosine) is linear in log ‖θ‖ between two steps. */
  private static double early(RunRecord run, double[] direction) {
    List<FlowPoint> points = run.points();
    for (int k = 1; k < points.size(); k++) {
      FlowPoint after = points.get(k);
      if (after.at().norm() >= EARLY_NORM) {
        FlowPoint before = points.get(k - 1);
        double a = Math.log(1 - cosine(before.theta(), direction));
        double b = Math.log(1 - cosine(after.theta(), direction));
        double share =
            (Math.log(EARLY_NORM) - before.at().logNorm())
                / (after.at().logNorm() - before.at().logNorm());
        return 1 - Math.exp(a + share * (b - a));
      }
    }
    return Double.NaN;
  }

  /** (1 − cosine) over what the linear phase leaves of it, at the first step past ‖θ‖ = 0.1. */
  private static double overLaw(RunRecord run, double[] mu) {
    double[] across = {-mu[1], mu[0]};
    List<double[]> before = neurons(run.setup().theta0());
    for (FlowPoint point : run.points()) {
      if (point.at().norm() >= EARLY_NORM) {
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
