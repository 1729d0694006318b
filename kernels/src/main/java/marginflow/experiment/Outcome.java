package marginflow.experiment;

import java.util.Optional;
import marginflow.certificate.Certificate;
import marginflow.flow.FlowResult;

/**
 * How an experiment ended.
 *
 * @param flow where the flow stopped, and why
 * @param proof what is proved of the direction it stopped at, from its parameters and the data
 *     alone; empty where nobody asked
 */
public record Outcome(FlowResult flow, Optional<Certificate> proof) {

  /**
   * The certificate of an end that was certified, as {@link Experiment#run()} does with every one.
   *
   * @throws java.util.NoSuchElementException if it was not
   */
  public Certificate certificate() {
    return proof.orElseThrow();
  }

  /** The same with another word on the flow. */
  public Outcome with(FlowResult other) {
    return new Outcome(other, proof);
  }
}
