package marginflow.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import marginflow.flow.FlowView;
import marginflow.flow.StopRule;
import marginflow.flow.Termination;
import marginflow.io.RunSettings.Stops;

/** The stop rules of a run; those that need a clock or a certificate live here. */
final class StopRules {

  private StopRules() {}

  /** The rules, in the order they are asked. */
  static List<StopRule> of(Stops stops, KktProbe probe, long startNanos) {
    List<StopRule> rules = new ArrayList<>();
    stops.kkt().ifPresent(epsilon -> rules.add(kkt(probe, epsilon)));
    rules.add(StopRule.logLoss(stops.log10Loss() * Math.log(10)));
    rules.add(StopRule.steps(stops.maxSteps()));
    stops.maxSeconds().ifPresent(seconds -> rules.add(seconds(startNanos, seconds)));
    return rules;
  }

  private static StopRule kkt(KktProbe probe, double epsilon) {
    return new StopRule.Simple(
        Termination.KKT_REACHED,
        view -> {
          double residual = probe.at(view);
          return Double.isNaN(residual) ? 1 : residual - epsilon;
        },
        view ->
            String.format(
                Locale.ROOT,
                "the KKT residual fell to %.3g after %d steps",
                probe.at(view),
                accepted(view)));
  }

  private static StopRule seconds(long startNanos, double seconds) {
    return new StopRule.Simple(
        Termination.TIME_LIMIT,
        view -> seconds - (System.nanoTime() - startNanos) * 1e-9,
        view ->
            String.format(
                Locale.ROOT,
                "the limit of %s seconds was reached after %d steps",
                trimmed(seconds),
                accepted(view)));
  }

  private static String trimmed(double seconds) {
    return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
  }

  private static long accepted(FlowView view) {
    return view.statistics().accepted();
  }
}
