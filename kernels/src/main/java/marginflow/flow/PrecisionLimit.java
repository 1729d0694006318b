package marginflow.flow;

import java.util.Locale;
import java.util.Optional;
import marginflow.flow.field.MarginSlacks;
import marginflow.flow.field.PolarField;
import marginflow.flow.method.RosenbrockStepper;
import marginflow.linalg.Vectors;

/** Where double precision ends a run, and what it then says. */
final class PrecisionLimit {

  /**
   * Size of the margins from where on no step is begun: matrices hold their squares, and one step
   * was seen to take margins of less than 1e150 to 1e166, too far for those.
   */
  private static final double LARGEST = 1e130;

  private final PolarField field;
  private final FlowMonitor monitor;

  PrecisionLimit(PolarField field, FlowMonitor monitor) {
    this.field = field;
    this.monitor = monitor;
  }

  /** The end of a run at an accepted state from which no step can be known. */
  Optional<FlowResult> reached(double logLoss) {
    double unresolved = field.slacks().unresolved();
    if (unresolved > RosenbrockStepper.WEIGHT_TOLERANCE) {
      return Optional.of(
          result(
              String.format(
                  Locale.ROOT,
                  "rounding leaves the logarithms of the weights uncertain by %.2g",
                  unresolved),
              logLoss));
    }
    double size = field.slacks().sensitivity();
    return size > LARGEST
        ? Optional.of(
            result(
                String.format(
                    Locale.ROOT, "margins of %.3g have squares that are no numbers soon", size),
                logLoss))
        : Optional.empty();
  }

  /**
   * Whether a step changes anything: the direction or, where the weights are a part of the state,
   * their logarithms, which change at the rate of the margins.
   */
  boolean counts(double h, double[] dy) {
    MarginSlacks slacks = field.slacks();
    double rate = Vectors.norm(dy) * (slacks.carried() ? Math.max(1, slacks.sensitivity()) : 1);
    return h * rate > 0.5 * Math.ulp(1.0);
  }

  /** Why a run ends whose step is too short to {@link #counts count}. */
  static String tooShort(double h) {
    return String.format(
        Locale.ROOT, "a step of size %.3g no longer changes anything in double precision", h);
  }

  /** Why a run ends none of the trials of whose step could be taken. */
  static String tooMany(int trials, double h) {
    return String.format(Locale.ROOT, "%d trials of one step, the last of size %.3g", trials, h);
  }

  /** A run that ends for a reason, at the state the monitor shows. */
  FlowResult result(String why, double logLoss) {
    return monitor.result(
        Termination.PRECISION_LIMIT,
        String.format(Locale.ROOT, "%s, at log10 loss %.6g", why, logLoss / Math.log(10)));
  }
}
