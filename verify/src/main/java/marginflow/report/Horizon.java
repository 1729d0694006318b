package marginflow.report;

import java.util.List;
import marginflow.io.run.FlowState;
import marginflow.io.run.Quantity;
import marginflow.report.Mark.Point;
import marginflow.report.Series.Style;

/** The axis {@code −log10 𝓛} that figures of a run share, once its loss has fallen below 1. */
final class Horizon {

  /**
   * Where the axis starts: a loss of 10^−0.2 = 0.63 is below ℓ(0) of either loss, so that every
   * margin shown is positive.
   */
  static final double FIRST = 0.2;

  static final String LABEL = "horizon  −log₁₀ loss";

  private Horizon() {}

  /** The steps that the axis shows. */
  static List<FlowState> rows(RunData run) {
    return run.trace().stream().filter(r -> r.horizon() >= FIRST).toList();
  }

  /**
   * Whether a run has come so far that the axis shows a line. One that has not is shown against
   * time.
   */
  static boolean isReached(RunData run) {
    return rows(run).size() > 1 && run.trace().getLast().horizon() >= FIRST;
  }

  /** A quantity against the horizon. */
  static Series series(String name, Style style, Ink ink, List<FlowState> rows, Quantity value) {
    return new Series(
        name, style, ink, rows.stream().map(r -> new Point(r.horizon(), r.value(value))).toList());
  }
}
