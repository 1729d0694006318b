package marginflow.crosscheck.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginflow.flow.event.FlowEvent;
import marginflow.io.run.FlowPoint;

/**
 * Where the paths of two tolerances part.
 *
 * @param log10Loss decimal logarithm of the loss of the first place at which they are apart
 * @param step accepted steps of the coarser run until there
 * @param tau its τ there
 * @param kink an event that one of them has and the other has not: the first behind the last place
 *     at which they agreed, or else the last before it; empty where all kinks did the same in both
 */
public record Parting(double log10Loss, long step, double tau, Optional<FlowEvent> kink) {

  /** A kink. */
  private record Kink(int unit, int row) {}

  /** Finds it; empty where the runs are nowhere further apart than a bound. */
  static Optional<Parting> of(AuditedRun run, AuditedRun finer, double bound) {
    int count = Math.min(run.places().size(), finer.places().size());
    for (int k = 0; k < count; k++) {
      FlowPoint place = run.places().get(k);
      if (distance(place, finer.places().get(k)) > bound) {
        return Optional.of(
            new Parting(
                place.at().log10Loss(),
                place.at().step(),
                place.at().tau(),
                odd(
                    run,
                    finer,
                    k == 0 ? 0 : run.places().get(k - 1).at().tau(),
                    place.at().tau())));
      }
    }
    return Optional.empty();
  }

  /** Distance of the directions of two states. */
  static double distance(FlowPoint a, FlowPoint b) {
    double aa = norm(a.theta());
    double bb = norm(b.theta());
    double sum = 0;
    for (int j = 0; j < a.theta().length; j++) {
      sum = Math.hypot(sum, a.theta()[j] / aa - b.theta()[j] / bb);
    }
    return sum;
  }

  private static double norm(double[] v) {
    double norm = 0;
    for (double x : v) {
      norm = Math.hypot(norm, x);
    }
    return norm;
  }

  private static Optional<FlowEvent> odd(
      AuditedRun run, AuditedRun finer, double agreed, double until) {
    Map<Kink, List<FlowEvent>> ours = byKink(run.events(), until);
    Map<Kink, List<FlowEvent>> theirs = byKink(finer.events(), until);
    Optional<FlowEvent> found = Optional.empty();
    for (FlowEvent event : concat(run.events(), finer.events())) {
      Kink kink = new Kink(event.unit(), event.row());
      Optional<FlowEvent> odd =
          odd(ours.getOrDefault(kink, List.of()), theirs.getOrDefault(kink, List.of()));
      if (odd.isPresent()
          && (found.isEmpty() || nearer(odd.get().tau(), found.get().tau(), agreed))) {
        found = odd;
      }
    }
    return found;
  }

  /**
   * Whether a time is the better one: behind the last agreement the earlier, before it the later.
   */
  private static boolean nearer(double tau, double other, double agreed) {
    return tau >= agreed ? other < agreed || tau < other : other < agreed && tau > other;
  }

  private static List<FlowEvent> concat(List<FlowEvent> a, List<FlowEvent> b) {
    List<FlowEvent> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private static Map<Kink, List<FlowEvent>> byKink(List<FlowEvent> events, double until) {
    Map<Kink, List<FlowEvent>> map = new LinkedHashMap<>();
    for (FlowEvent event : events) {
      if (event.tau() <= until) {
        Kink kink = new Kink(event.unit(), event.row());
        map.computeIfAbsent(kink, p -> new ArrayList<>()).add(event);
      }
    }
    return map;
  }

  /** The first event of a kink that the two lists do not share. */
  private static Optional<FlowEvent> odd(List<FlowEvent> ours, List<FlowEvent> theirs) {
    for (int k = 0; k < Math.max(ours.size(), theirs.size()); k++) {
      if (k >= ours.size()) {
        return Optional.of(theirs.get(k));
      }
      if (k >= theirs.size() || ours.get(k).kind() != theirs.get(k).kind()) {
        return Optional.of(ours.get(k));
      }
    }
    return Optional.empty();
  }
}
