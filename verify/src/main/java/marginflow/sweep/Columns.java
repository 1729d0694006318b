package marginflow.sweep;

import java.util.Collection;

/** How columns of the table are laid out in figures. */
final class Columns {

  /** Positive numbers that span more than this are laid out by their logarithms. */
  private static final double LOG_FROM = 20;

  private Columns() {}

  /** The axis of some numbers. */
  static marginflow.report.Axis axis(String label, Collection<Double> values) {
    double least = values.stream().mapToDouble(v -> v).min().orElse(0);
    double most = values.stream().mapToDouble(v -> v).max().orElse(1);
    return least > 0 && most / least > LOG_FROM
        ? marginflow.report.Axis.log(label, values.stream().mapToDouble(v -> v))
        : marginflow.report.Axis.linear(label, values.stream().mapToDouble(v -> v));
  }
}
