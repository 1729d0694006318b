package marginflow.run;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import marginflow.io.run.FlowState;
import marginflow.io.run.Quantity;
import marginflow.io.run.RunSettings.Stops;
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
  private OptionalDouble kkt = OptionalDouble.empty();
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
  void show(FlowState state, double seconds, LiveReport.PageMaker page) throws IOException {
    if (firstStep < 0) {
      firstStep = state.step();
      firstShare = share(state);
    }
    OptionalDouble residual = state.find(Quantity.KKT_RESIDUAL);
    kkt = residual.isPresent() ? residual : kkt;
    progress.tick(() -> line(state, seconds));
    if (live.isPresent()) {
      live.get().show(() -> line(state, seconds), page);
    }
  }

  /** The line of a step, after the first was shown. */
  String line(FlowState state, double seconds) {
    double rate = (state.step() - firstStep) / Math.max(seconds, 1e-9);
    double rest = rest(state, seconds, rate);
    return String.format(
        Locale.ROOT,
        "flow: step %d, log10 loss %s, margin %s%s, %.0f steps/s%s",
        state.step(),
        Numbers.exponent(state.log10Loss()),
        Numbers.compact(state.value(Quantity.NORMALIZED_MARGIN)),
        kkt.isPresent() ? ", KKT residual " + Numbers.rough(kkt.getAsDouble()) : "",
        rate,
        Double.isInfinite(rest)
            ? ""
            : String.format(Locale.ROOT, ", about %.0f s left", Math.max(0, rest)));
  }

  /** Seconds until the first of the stops whose end can be foreseen; infinite if none can. */
  private double rest(FlowState state, double seconds, double rate) {
    double rest = stops.maxSeconds().orElse(Double.POSITIVE_INFINITY) - seconds;
    double gone = share(state) - firstShare;
    if (gone > FIRST_GUESS) {
      rest = Math.min(rest, seconds * (1 - share(state)) / gone);
    }
    // By the steps alone only where they are what ends the run: a million are no forecast.
    double bySteps = (stops.maxSteps() - state.step()) / rate;
    return gone > FIRST_GUESS || bySteps < seconds ? Math.min(rest, bySteps) : rest;
  }

  /** The share of the way behind, by the horizon's logarithm, which grows about evenly. */
  private double share(FlowState state) {
    return Math.log1p(Math.max(0, -state.log10Loss())) / Math.log1p(-stops.log10Loss());
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
