package marginflow.crosscheck.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import marginflow.experiment.Experiment;
import marginflow.flow.Flow;
import marginflow.flow.FlowSettings;
import marginflow.io.run.AuditFile;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Initialisation;
import org.junit.jupiter.api.Test;

/** An audit of a clean flow says so, and one of a coarse flow says where it parts. */
class AuditTest {

  private static Audit audit(FlowProblem problem, String integrator, double tolerance) {
    return Audit.of(problem.experiment(integrator, tolerance, 5_000), problem.logLoss(), 5_000, 4);
  }

  @Test
  void aCleanFlowIsConfirmed() {
    Audit found = audit(FlowProblem.of(6), Flow.integrators().getFirst(), 1e-6);
    assertTrue(found.agreeingDigits() > 4, "digits " + found.agreeingDigits());
    assertEquals(Optional.empty(), found.parting());
    assertTrue(found.worstDefect().orElseThrow().value() < 1e-4, found::toString);
    Audit.BruteForce tiny = found.bruteForce().orElseThrow();
    assertTrue(tiny.place().value() < 1e-4 + 2 * tiny.error(), tiny::toString);
    assertEquals(
        EnumSet.allOf(AuditFile.Kind.class),
        EnumSet.copyOf(found.trail().stream().map(AuditFile.Point::kind).toList()));
  }

  /** An explicit pair that knows no kinks, at a tolerance of 5 %, soon follows another path. */
  @Test
  void aCoarseFlowIsNot() {
    Audit coarse = audit(FlowProblem.of(6), "dormand-prince", 5e-2);
    Audit fine = audit(FlowProblem.of(6), Flow.integrators().getFirst(), 1e-6);
    assertTrue(coarse.agreeingDigits() < fine.agreeingDigits() - 1, coarse::toString);
    assertTrue(
        coarse.worstDefect().orElseThrow().value() > 10 * fine.worstDefect().orElseThrow().value(),
        coarse::toString);
    assertTrue(
        coarse.bruteForce().orElseThrow().place().value()
            > 10 * fine.bruteForce().orElseThrow().place().value(),
        coarse::toString);
  }

  /** Networks with shared weights have no step judged, but two tolerances to compare. */
  @Test
  void otherNetworksAreComparedByTolerancesAlone() {
    FlowProblem problem = FlowProblem.of(6);
    Architecture net = Architectures.parse("diagonal:" + problem.data().d() + "x2");
    FlowSettings settings =
        new FlowSettings(problem.loss(), Flow.integrators().getFirst(), 1e-6, List.of());
    Audit found =
        Audit.of(
            new Experiment(problem.data(), net, Initialisation.gaussian(net, 1, 1), settings),
            1.5,
            500,
            1);
    assertEquals(Optional.empty(), found.worstDefect());
    assertEquals(Optional.empty(), found.bruteForce());
    assertTrue(found.agreeingDigits() > 3, "digits " + found.agreeingDigits());
  }
}
