package marginflow.sweep;

import java.util.Optional;
import java.util.OptionalDouble;
import marginflow.experiment.Outcome;
import marginflow.io.run.Drift;

/**
 * How a cell that was run has ended.
 *
 * @param outcome the flow's end, and what was proved of it
 * @param drift largest drifts of what the flow conserves
 * @param audited what an audit found; empty without one
 */
public record CellEnd(Outcome outcome, Drift drift, Optional<Audited> audited) {

  /**
   * What an audit found.
   *
   * @param digits to which the path holds
   * @param defect largest defect of a step; empty where steps are not judged
   * @param distance largest distance from tiny steps; empty where there was none in time
   */
  public record Audited(double digits, OptionalDouble defect, OptionalDouble distance) {}
}
