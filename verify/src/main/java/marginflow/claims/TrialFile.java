package marginflow.claims;

import java.util.Locale;

/** A trial's trajectory as CSV: the columns of a run's trace, then θ, thinned. */
public final class TrialFile {

  /** Rows at most, beside the last: enough for a figure, small enough to commit. */
  private static final int ROWS = 150;

  private TrialFile() {}

  /** The whole file. */
  public static String csv(RunRecord run) {
    StringBuilder text =
        new StringBuilder(
            "step,tau,log_time,log_norm,log10_loss,normalized_margin,smoothed_margin,alignment,step_size");
    for (int j = 0; j < run.setup().net().parameters(); j++) {
      text.append(",theta").append(j);
    }
    text.append('\n');
    int stride = Math.ceilDiv(run.points().size(), ROWS);
    for (int i = 0; i < run.points().size(); i++) {
      if (i % stride != 0 && i != run.points().size() - 1) {
        continue;
      }
      TrialPoint p = run.points().get(i);
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%s,%s,%s,%s,%s,%s,%s,%s",
              p.step(),
              p.tau(),
              p.logTime(),
              p.logNorm(),
              p.log10Loss(),
              p.normalizedMargin(),
              p.smoothedMargin(),
              p.alignment(),
              p.stepSize()));
      for (double v : p.theta()) {
        text.append(',').append(v);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
