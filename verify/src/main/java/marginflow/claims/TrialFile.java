package marginflow.claims;

import java.util.Locale;

/** A trial's trajectory as CSV: the columns of a run's trace, then θ. */
public final class TrialFile {

  private TrialFile() {}

  /** The whole file. */
  public static String csv(Trial trial) {
    StringBuilder text =
        new StringBuilder(
            "step,tau,log_time,log_norm,log10_loss,normalized_margin,smoothed_margin,alignment,step_size");
    for (int j = 0; j < trial.setup().net().parameters(); j++) {
      text.append(",theta").append(j);
    }
    text.append('\n');
    for (TrialPoint p : trial.points()) {
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
