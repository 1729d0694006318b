package marginflow.cli;

import java.util.Locale;
import marginflow.io.RunSettings.Stops;
import marginflow.io.TraceFile;

/** How far a flow is, in one line. */
final class ProgressLine {

  /** Below this share of the way the rest cannot be told from so little. */
  private static final double FIRST_GUESS = 0.05;

  private final Progress progress;
  private final Stops stops;
  private double kkt = Double.NaN;
  private long firstStep = -1;

  ProgressLine(Progress progress, Stops stops) {
    this.progress = progress;
    this.stops = stops;
  }

  /**
   * Shows a step if it is time to.
   *
   * @param seconds time this process has spent
   */
  void show(TraceFile.Row row, double seconds) {
    firstStep = firstStep < 0 ? row.step() : firstStep;
    kkt = Double.isNaN(row.kktResidual()) ? kkt : row.kktResidual();
    progress.tick(() -> line(row, seconds));
  }

  private String line(TraceFile.Row row, double seconds) {
    double rate = (row.step() - firstStep) / Math.max(seconds, 1e-9);
    return String.format(
        Locale.ROOT,
        "flow: step %d, log10 loss %.4g, margin %.6g%s, %.0f steps/s%s",
        row.step(),
        row.log10Loss(),
        row.normalizedMargin(),
        Double.isNaN(kkt) ? "" : String.format(Locale.ROOT, ", KKT residual %.2g", kkt),
        rate,
        left(row, seconds));
  }

  /** What is left, from the horizon's logarithm, which grows about evenly. */
  private String left(TraceFile.Row row, double seconds) {
    double share = Math.log1p(Math.max(0, -row.log10Loss())) / Math.log1p(-stops.log10Loss());
    if (!(share > FIRST_GUESS && share < 1)) {
      return "";
    }
    return String.format(Locale.ROOT, ", about %.0f s left", seconds * (1 / share - 1));
  }

  /** Takes a live line away. */
  void clear() {
    progress.clear();
  }
}
