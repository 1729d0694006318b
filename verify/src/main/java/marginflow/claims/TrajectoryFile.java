package marginflow.claims;

import java.util.List;
import java.util.stream.Collectors;
import marginflow.io.run.FlowPoint;
import marginflow.io.run.Quantity;

/** A run's trajectory as CSV: columns of a run's trace, then θ, thinned. */
public final class TrajectoryFile {

  /** Rows at most, beside the last: enough for a figure, small enough to commit. */
  private static final int ROWS = 150;

  private static final List<Quantity> COLUMNS =
      List.of(
          Quantity.STEP,
          Quantity.TAU,
          Quantity.LOG_TIME,
          Quantity.LOG_NORM,
          Quantity.LOG10_LOSS,
          Quantity.NORMALIZED_MARGIN,
          Quantity.SMOOTHED_MARGIN,
          Quantity.ALIGNMENT,
          Quantity.STEP_SIZE);

  private TrajectoryFile() {}

  /** The whole file. */
  public static String csv(RunRecord run) {
    StringBuilder text =
        new StringBuilder(COLUMNS.stream().map(Quantity::column).collect(Collectors.joining(",")));
    for (int j = 0; j < run.setup().net().parameters(); j++) {
      text.append(",theta").append(j);
    }
    text.append('\n');
    int stride = Math.ceilDiv(run.points().size(), ROWS);
    for (int i = 0; i < run.points().size(); i++) {
      if (i % stride == 0 || i == run.points().size() - 1) {
        text.append(line(run.points().get(i))).append('\n');
      }
    }
    return text.toString();
  }

  private static String line(FlowPoint point) {
    StringBuilder line = new StringBuilder();
    for (Quantity column : COLUMNS) {
      double value = point.at().value(column);
      line.append(column.isWhole() ? Long.toString((long) value) : Double.toString(value));
      line.append(',');
    }
    for (double weight : point.theta()) {
      line.append(weight).append(',');
    }
    return line.substring(0, line.length() - 1);
  }
}
