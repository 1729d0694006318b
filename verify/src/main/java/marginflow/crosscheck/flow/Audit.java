package marginflow.crosscheck.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import marginflow.flow.Flow;
import marginflow.flow.FlowSampler;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.kernel.KernelSelector;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.reference.BruteForceFlow;
import marginflow.reference.FlowEnd;
import marginflow.reference.NaiveNet;

/**
 * Checks the path of one flow in two ways: the same flow once more at a hundredth of the tolerance,
 * and, while it is not stiff, fixed tiny steps of the naive network from the same start. The second
 * is independent of the integrator; the first is not, and their agreement alone proves nothing: a
 * rule that is wrong at one tolerance may be wrong at both.
 *
 * @param agreeingDigits decimal digits to which the directions of both tolerances agree at the end
 * @param partsAtLog10Loss decimal logarithm of the loss where they are first further apart than
 *     {@link #PARTED} tolerances; empty if they never are
 * @param bruteForceDistance relative distance of θ from that of tiny steps, at {@code
 *     bruteForceLog10Loss}; empty where that was not asked or not reached
 * @param bruteForceError what the tiny steps themselves may be off: how far their sizes and methods
 *     differ
 * @param bruteForceLog10Loss decimal logarithm of the loss of that place
 */
public record Audit(
    double agreeingDigits,
    OptionalDouble partsAtLog10Loss,
    OptionalDouble bruteForceDistance,
    OptionalDouble bruteForceError,
    OptionalDouble bruteForceLog10Loss) {

  /** Distance over the tolerance at which two runs count as parted, as in {@link FlowTrial}. */
  public static final double PARTED = FlowTrial.MULTIPLE;

  /** Loss at which tiny steps are compared, {@code log10 𝓛 = −1}: later the flow is stiff. */
  private static final double LATEST = -1;

  /** Places for every power of ten of {@code −log10 𝓛}; before that for every power of 𝓛. */
  private static final int PLACES = 8;

  private static final double LN10 = Math.log(10);

  /**
   * Evaluations of the naive field that five runs of tiny steps take for each step of the finest.
   */
  private static final double EVALUATIONS_PER_STEP = 9;

  /** Fewer steps than this tell nothing. */
  private static final int FEWEST_STEPS = 2_000;

  private static final int MOST_STEPS = 1_000_000;

  private record Place(double logLoss, double tau, double[] theta) {}

  /**
   * Audits a flow.
   *
   * @param settings as it was run, but for its stop rules
   * @param logLoss natural logarithm of the loss it came to
   * @param steps accepted steps at most of each run, as many as it was allowed
   * @param seconds about how long the tiny steps may take
   */
  public static Audit of(
      Architecture net,
      Dataset data,
      double[] theta0,
      FlowSettings settings,
      double logLoss,
      long steps,
      double seconds) {
    List<StopRule> stops = List.of(StopRule.logLoss(logLoss), StopRule.steps(steps));
    List<Place> run = places(net, data, theta0, settings.withStops(stops));
    double finer = Math.max(settings.tolerance() / 100, FlowSettings.LEAST_TOLERANCE);
    List<Place> again = places(net, data, theta0, settings.withTolerance(finer).withStops(stops));
    OptionalDouble parts = OptionalDouble.empty();
    int count = Math.min(run.size(), again.size());
    for (int i = count - 1; i >= 0; i--) {
      if (apart(run.get(i), again.get(i)) > PARTED * settings.tolerance()) {
        parts = OptionalDouble.of(again.get(i).logLoss / LN10);
      }
    }
    double end = apart(run.get(count - 1), again.get(count - 1));
    double digits = Math.max(0, -Math.log10(Math.max(end, Math.ulp(1.0))));
    if (net instanceof FullyConnected full && full.extra() == FullyConnected.Extra.NONE) {
      return byBruteForce(full, data, theta0, settings, run, digits, parts, seconds);
    }
    return alone(digits, parts);
  }

  private static Audit alone(double digits, OptionalDouble parts) {
    OptionalDouble none = OptionalDouble.empty();
    return new Audit(digits, parts, none, none, none);
  }

  private static Audit byBruteForce(
      FullyConnected net,
      Dataset data,
      double[] theta0,
      FlowSettings settings,
      List<Place> run,
      double digits,
      OptionalDouble parts,
      double seconds) {
    Place place = run.getFirst();
    for (Place p : run) {
      place = p.logLoss >= LATEST * LN10 ? p : place;
    }
    int[] widths = new int[net.layers().size() + 1];
    widths[0] = net.inputs();
    for (int l = 0; l < net.layers().size(); l++) {
      widths[l + 1] = net.layers().get(l).rows();
    }
    NaiveNet naive = new NaiveNet(data, net.slope().alpha(), settings.loss(), widths);
    int steps = affordable(naive, theta0, seconds);
    if (!(place.tau > 0) || steps < FEWEST_STEPS) {
      return alone(digits, parts);
    }
    BruteForceFlow.Estimate estimate =
        BruteForceFlow.estimate(naive, theta0, place.logLoss, 2 * place.tau, steps);
    FlowEnd end = estimate.end();
    if (!end.reached()) {
      return alone(digits, parts);
    }
    return new Audit(
        digits,
        parts,
        OptionalDouble.of(end.distance(place.theta)),
        OptionalDouble.of(estimate.error()),
        OptionalDouble.of(place.logLoss / LN10));
  }

  /** Steps that take about so many seconds, by the time of a few evaluations. */
  private static int affordable(NaiveNet naive, double[] theta0, double seconds) {
    double[] velocity = new double[naive.size()];
    int trials = 200;
    long start = System.nanoTime();
    for (int i = 0; i < trials; i++) {
      naive.velocity(theta0, velocity);
    }
    double each = (System.nanoTime() - start) * 1e-9 / trials;
    return (int) Math.min(MOST_STEPS, seconds / (EVALUATIONS_PER_STEP * each));
  }

  private static List<Place> places(
      Architecture net, Dataset data, double[] theta0, FlowSettings settings) {
    List<Place> places = new ArrayList<>();
    FlowSampler.Scale scale =
        new FlowSampler.Scale(
            (logNorm, logLoss) -> PLACES * decades(logLoss / LN10), Double.NEGATIVE_INFINITY);
    var sampler =
        new FlowSampler(
            List.of(scale),
            -1,
            (view, x) -> {
              double[] theta = new double[theta0.length];
              view.dense().theta(x, theta);
              places.add(new Place(view.dense().logLoss(x), view.dense().tau(x), theta));
            });
    var end = Flow.run(net.bind(data, KernelSelector.select()), theta0, settings, sampler);
    places.add(new Place(end.logLoss(), end.tau(), end.theta()));
    return places;
  }

  /** Linear up to a size of 1, beyond it one more for every factor of ten. */
  private static double decades(double x) {
    double size = Math.abs(x);
    return size <= 1 ? x : Math.copySign(1 + Math.log10(size), x);
  }

  /** Distance of the two directions. */
  private static double apart(Place a, Place b) {
    double aa = 0;
    double bb = 0;
    for (int j = 0; j < a.theta.length; j++) {
      aa = Math.hypot(aa, a.theta[j]);
      bb = Math.hypot(bb, b.theta[j]);
    }
    double sum = 0;
    for (int j = 0; j < a.theta.length; j++) {
      sum = Math.hypot(sum, a.theta[j] / aa - b.theta[j] / bb);
    }
    return sum;
  }
}
