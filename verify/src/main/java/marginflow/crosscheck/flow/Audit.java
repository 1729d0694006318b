package marginflow.crosscheck.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import marginflow.experiment.Experiment;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.io.run.AuditFile;
import marginflow.io.run.FlowPoint;
import marginflow.network.FullyConnected;

/**
 * Checks the path of one flow in three ways: every step against the velocity that is right along
 * it, {@link DefectWatch}; accepted states against tiny steps of the naive network, {@link
 * BruteForceCheck}; and the same flow once more at a hundredth of the tolerance. The first two are
 * independent of the integrator; the third is not, and its agreement alone proves nothing: a rule
 * that is wrong at one tolerance may be wrong at both.
 *
 * @param agreeingDigits decimal digits to which the directions of both tolerances agree at the end
 * @param parting where they are first further apart than {@link #PARTED} tolerances; empty if they
 *     never are
 * @param worstDefect the step with the largest defect; empty for networks with biases, skip
 *     connections or shared weights, whose steps are not judged
 * @param bruteForce the state furthest from tiny steps; empty where there was none in time
 * @param trail all of it along the run
 */
public record Audit(
    double agreeingDigits,
    Optional<Parting> parting,
    Optional<AuditFile.Point> worstDefect,
    Optional<BruteForce> bruteForce,
    List<AuditFile.Point> trail) {

  /** Distance over the tolerance at which two runs count as parted, as in {@link FlowTrial}. */
  public static final double PARTED = FlowTrial.MULTIPLE;

  /**
   * The state that tiny steps disagree with most.
   *
   * @param place where, its value the relative distance
   * @param error what the tiny steps may be off themselves
   */
  public record BruteForce(AuditFile.Point place, double error) {}

  /**
   * Audits a flow.
   *
   * @param flow as it was run, but for its stop rules
   * @param logLoss natural logarithm of the loss it came to
   * @param steps accepted steps at most of each run, as many as it was allowed
   * @param seconds about how long the tiny steps may take
   */
  public static Audit of(Experiment flow, double logLoss, long steps, double seconds) {
    FlowSettings settings =
        flow.settings().withStops(List.of(StopRule.logLoss(logLoss), StopRule.steps(steps)));
    double tolerance = settings.tolerance();
    double finer = Math.max(tolerance / 100, FlowSettings.LEAST_TOLERANCE);
    Optional<FullyConnected> plain =
        flow.net() instanceof FullyConnected full && full.extra() == FullyConnected.Extra.NONE
            ? Optional.of(full)
            : Optional.empty();
    Optional<DefectWatch> defects =
        plain.map(full -> new DefectWatch(full, flow.data(), settings.loss(), tolerance));
    AuditedRun run = AuditedRun.of(flow.settings(settings), defects);
    AuditedRun again =
        AuditedRun.of(flow.settings(settings.withTolerance(finer)), Optional.empty());
    List<BruteForceCheck.Segment> segments =
        plain
            .map(full ->
                new BruteForceCheck(full, flow.data(), settings.loss(), seconds)
                    .along(run.states()))
            .orElse(List.of());
    List<AuditFile.Point> trail =
        new ArrayList<>(defects.map(DefectWatch::points).orElse(List.of()));
    Optional<AuditFile.Point> worst =
        trail.stream().max(Comparator.comparingDouble(AuditFile.Point::value));
    List<AuditFile.Point> distances = distances(run, again);
    trail.addAll(distances);
    segments.forEach(s -> trail.add(point(s)));
    double end = distances.getLast().value();
    return new Audit(
        Math.max(0, -Math.log10(Math.max(end, Math.ulp(1.0)))),
        Parting.of(run, again, PARTED * tolerance),
        worst,
        segments.stream()
            .max(Comparator.comparingDouble(BruteForceCheck.Segment::distance))
            .map(s -> new BruteForce(point(s), s.error())),
        List.copyOf(trail));
  }

  private static List<AuditFile.Point> distances(AuditedRun run, AuditedRun again) {
    List<AuditFile.Point> points = new ArrayList<>();
    int count = Math.min(run.places().size(), again.places().size());
    for (int k = 0; k < count; k++) {
      FlowPoint place = run.places().get(k);
      double distance = Parting.distance(place, again.places().get(k));
      points.add(point(AuditFile.Kind.DISTANCE, place, distance));
    }
    return points;
  }

  private static AuditFile.Point point(BruteForceCheck.Segment segment) {
    return point(AuditFile.Kind.BRUTE_FORCE, segment.point(), segment.distance());
  }

  private static AuditFile.Point point(AuditFile.Kind kind, FlowPoint point, double value) {
    return new AuditFile.Point(kind, point.at(), value);
  }
}
