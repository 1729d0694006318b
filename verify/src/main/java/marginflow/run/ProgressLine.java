package marginflow.run;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import marginflow.io.run.RunSettings.Stops;
import marginflow.io.run.TraceFile;
import marginflow.report.Numbers;

/**
 * How far a flow is, in one line: on standard error, and on the page of a report that is watched.
 */
public final class ProgressLine {

  /** Before this share of the way is behind us the rest cannot be told from so little. */
  private static final double FIRST_GUESS = 0.05;

  private final Progress progress;
  private final Optional<LiveReport> live;
  private final Stops stops;
  private double kkt = Double.NaN;
  private long firstStep = -1;
  private double firstShare;

  public ProgressLine(Progress progress, Optional<LiveReport> live, Stops stops) {
    this.progress = progress;
    this.live = live;
    this.stops = stops;
  }

  /**
   * Shows a step if it is time to.
   *
   * @param seconds time this process has spent
   * @param page the page of this moment
   */
  void show(TraceFile.Row row, double seconds, LiveReport.PageMaker page) throws IOException {
    if (firstStep < 0) {
      firstStep = row.step();
      firstShare = share(row);
    }
    kkt = Double.isNaN(row.kktResidual()) ? kkt : row.kktResidual();
    progress.tick(() -> line(row, seconds));
    if (live.isPresent()) {
      live.get().show(() -> line(row, seconds), page);
    }
  }

  /** The line of a step, after the first was shown. */
  String line(TraceFile.Row row, double seconds) {
    double rate = (row.step() - firstStep) / Math.max(seconds, 1e-9);
    double rest = rest(row, seconds, rate);
    return String.format(
        Locale.ROOT,
        "flow: step %d, log10 loss %s, margin %s%s, %.0f steps/s%s",
        row.step(),
        Numbers.exponent(row.log10Loss()),
        Numbers.compact(row.normalizedMargin()),
        Double.isNaN(kkt) ? "" : ", KKT residual " + Numbers.rough(kkt),
        rate,
        Double.isInfinite(rest)
            ? ""
            : String.format(Locale.ROOT, ", about %.0f s left", Math.max(0, rest)));
  }

  /** Seconds until the first of the stops whose end can be foreseen; infinite if none can. */
  private double rest(TraceFile.Row row, double seconds, double rate) {
    double rest = stops.maxSeconds().orElse(Double.POSITIVE_INFINITY) - seconds;
    double gone = share(row) - firstShare;
    if (gone > FIRST_GUESS) {
      rest = Math.min(rest, seconds * (1 - share(row)) / gone);
    }
    // By the steps alone only where they are what ends the run: a million are no forecast.
    double bySteps = (stops.maxSteps() - row.step()) / rate;
    return gone > FIRST_GUESS || bySteps < seconds ? Math.min(rest, bySteps) : rest;
  }

  /** The share of the way behind, by the horizon's logarithm, which grows about evenly. */
  private double share(TraceFile.Row row) {
    return Math.log1p(Math.max(0, -row.log10Loss())) / Math.log1p(-stops.log10Loss());
  }

  /** Says something that must not be missed, be the command quiet or not. */
  void say(String sentence) {
    progress.say(sentence);
  }

  /** Takes a live line away. */
  public void clear() {
    progress.clear();
  }
}
