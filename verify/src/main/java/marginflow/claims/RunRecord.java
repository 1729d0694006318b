package marginflow.claims;

import java.util.List;
import marginflow.certificate.Certificate;
import marginflow.experiment.Outcome;
import marginflow.flow.FlowResult;
import marginflow.flow.event.FlowEvent;
import marginflow.io.run.FlowPoint;

/**
 * A flow that was run, with the certificate of its end.
 *
 * @param setup what was asked
 * @param outcome how it ended, and what is proved of the end
 * @param points accepted steps with their parameters, thinned where there are many
 * @param events kinks met
 * @param laws how the run kept the laws of the flow
 * @param seconds time the flow took
 */
public record RunRecord(
    Setup setup,
    Outcome outcome,
    List<FlowPoint> points,
    List<FlowEvent> events,
    RunLaws laws,
    double seconds) {

  /** Copies the lists. */
  public RunRecord {
    points = List.copyOf(points);
    events = List.copyOf(events);
  }

  /** Where the flow stopped, and why. */
  public FlowResult result() {
    return outcome.flow();
  }

  /** What is proved of the end. */
  public Certificate certificate() {
    return outcome.certificate();
  }

  /** The certificate of the exact KKT point, or of the end itself where none was reached. */
  public Certificate exact() {
    return certificate().exact();
  }

  /** The verdict on the limit, which is what claims speak of: {@link Certificate#limit}. */
  public String verdict() {
    return certificate().limit().verdict().id();
  }
}
