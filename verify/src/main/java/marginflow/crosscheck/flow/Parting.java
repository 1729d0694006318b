package marginflow.crosscheck.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginflow.flow.event.FlowEvent;

/**
 * Where the paths of two tolerances part.
 *
 * @param log10Loss decimal logarithm of the loss of the first place at which they are apart
 * @param step accepted steps of the coarser run until there
 * @param tau its τ there
 * @param kink the event before it that one of them has and the other has not, of the kink whose
 *     events differ first; empty where all kinks did the same in both
 */
public record Parting(double log10Loss, long step, double tau, Optional<FlowEvent> kink) {

  /** A kink. */
  private record Pair(int unit, int row) {}

  /** Finds it; empty where the runs are nowhere further apart than a bound. */
  static Optional<Parting> of(AuditedRun run, AuditedRun finer, double bound) {
    int count = Math.min(run.places().size(), finer.places().size());
    for (int k = 0; k < count; k++) {
      AuditedRun.State place = run.places().get(k);
      if (distance(place, finer.places().get(k)) > bound) {
        return Optional.of(
            new Parting(place.log10Loss(), place.step(), place.tau(), firstOdd(run, finer, place)));
      }
    }
    return Optional.empty();
  }

  /** Distance of the directions of two states. */
  static double distance(AuditedRun.State a, AuditedRun.State b) {
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

  private static Optional<FlowEvent> firstOdd(
      AuditedRun run, AuditedRun finer, AuditedRun.State until) {
    Map<Pair, List<FlowEvent>> ours = byPair(run.events(), until.tau());
    Map<Pair, List<FlowEvent>> theirs = byPair(finer.events(), until.tau());
    Optional<FlowEvent> first = Optional.empty();
    for (FlowEvent event : concat(run.events(), finer.events())) {
      Pair pair = new Pair(event.unit(), event.row());
      Optional<FlowEvent> odd =
          odd(ours.getOrDefault(pair, List.of()), theirs.getOrDefault(pair, List.of()));
      if (odd.isPresent() && (first.isEmpty() || odd.get().tau() < first.get().tau())) {
        first = odd;
      }
    }
    return first;
  }

  private static List<FlowEvent> concat(List<FlowEvent> a, List<FlowEvent> b) {
    List<FlowEvent> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private static Map<Pair, List<FlowEvent>> byPair(List<FlowEvent> events, double until) {
    Map<Pair, List<FlowEvent>> map = new LinkedHashMap<>();
    for (FlowEvent event : events) {
      if (event.tau() <= until) {
        Pair pair = new Pair(event.unit(), event.row());
        map.computeIfAbsent(pair, p -> new ArrayList<>()).add(event);
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
