package marginflow.crosscheck.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import marginflow.flow.Flow;
import marginflow.flow.event.FlowEvent;
import org.junit.jupiter.api.Test;

class PartingTest {

  private static AuditedRun run(double tolerance) {
    return run(Flow.integrators().getFirst(), tolerance);
  }

  private static AuditedRun run(String integrator, double tolerance) {
    return AuditedRun.of(
        FlowProblem.of(6).experiment(integrator, tolerance, 5_000), Optional.empty());
  }

  @Test
  void runsThatAgreeDoNotPart() {
    AuditedRun run = run(1e-6);
    assertEquals(Optional.empty(), Parting.of(run, run(1e-8), 1e-3));
    assertTrue(run.places().size() > 10 && run.states().size() > 3);
  }

  /**
   * The first place beyond the bound, and the first kink that only one of them has met: the
   * explicit pair meets none, and at such a tolerance it strays.
   */
  @Test
  void thePlaceAndTheKinkAreFound() {
    AuditedRun coarse = run("dormand-prince", 0.1);
    AuditedRun fine = run(1e-6);
    Parting found = Parting.of(coarse, fine, 1e-3).orElseThrow();
    int at = 0;
    while (Parting.distance(coarse.places().get(at), fine.places().get(at)) <= 1e-3) {
      at++;
    }
    assertEquals(coarse.places().get(at).at().log10Loss(), found.log10Loss());
    assertEquals(coarse.places().get(at).at().step(), found.step());
    FlowEvent kink = found.kink().orElseThrow();
    assertTrue(kink.tau() <= found.tau());
    assertTrue(count(coarse, kink, found.tau()) != count(fine, kink, found.tau()), kink::toString);
  }

  private static long count(AuditedRun run, FlowEvent kink, double until) {
    return run.events().stream()
        .filter(e -> e.unit() == kink.unit() && e.row() == kink.row())
        .filter(e -> e.kind() == kink.kind() && e.tau() <= until)
        .count();
  }
}
