package marginflow.report;

import java.util.Optional;
import marginflow.certificate.Certificate;
import marginflow.experiment.Outcome;
import marginflow.flow.Termination;

/**
 * How a run ended, as far as figures and reports say it. It is made of a flow that has just ended,
 * of the documents of one that ended long ago, or of the last state of one that goes on.
 *
 * @param termination the ending's name; empty while the run goes on
 * @param message the ending in a sentence, or how far the run has come
 * @param theta parameters there, length P
 * @param certificate what was proved of them; empty where the data was not separated
 * @param seconds time the run took
 */
public record Ending(
    Optional<Termination> termination,
    String message,
    double[] theta,
    Optional<Certificate> certificate,
    double seconds) {

  /**
   * The ending of a flow.
   *
   * @param seconds time the run took
   */
  public static Ending of(Outcome outcome, double seconds) {
    return new Ending(
        Optional.of(outcome.flow().termination()),
        outcome.flow().message(),
        outcome.flow().theta(),
        outcome.proof(),
        seconds);
  }

  /** Its name on a page. */
  public String status() {
    return termination.map(Termination::id).orElse("running");
  }
}
