package marginflow.claims;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How all runs of some claims kept the laws of the flow. A claim that was measured already is not
 * run again.
 */
final class Survey {

  private final List<Claim> claims;
  private final Map<String, List<RunLaws>> runs = new LinkedHashMap<>();

  Survey(List<Claim> claims) {
    this.claims = List.copyOf(claims);
  }

  /** The same claims, whose runs are noted here whenever they are measured. */
  List<Claim> watched() {
    return claims.stream().map(this::watched).toList();
  }

  private Claim watched(Claim claim) {
    return new Claim(
        claim.id(),
        claim.provenance(),
        claim.source(),
        claim.statement(),
        claim.expectations(),
        lab -> measure(claim));
  }

  private Measurements measure(Claim claim) {
    // Some claims run their flows on several threads.
    List<RunLaws> own = Collections.synchronizedList(new ArrayList<>());
    Measurements found = claim.protocol().measure(new Laboratory(own::add));
    synchronized (runs) {
      runs.put(claim.id(), own.stream().map(laws -> laws.of(claim.id())).toList());
    }
    return found;
  }

  /**
   * The laws of every run, its name led by its claim's; those of equal measure in a fixed order.
   */
  List<RunLaws> runs() {
    List<RunLaws> all = new ArrayList<>();
    for (Claim claim : claims) {
      boolean missing;
      synchronized (runs) {
        missing = !runs.containsKey(claim.id());
      }
      if (missing) {
        measure(claim);
      }
      synchronized (runs) {
        runs.getOrDefault(claim.id(), List.of()).stream()
            .sorted((a, b) -> a.run().compareTo(b.run()))
            .forEach(all::add);
      }
    }
    return all;
  }
}
