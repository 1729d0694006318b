package marginflow.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import marginflow.certificate.Certificate;
import marginflow.flow.FlowResult;
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
          if (Double.isNaN(residual)) {
            return 1;
          }
          return (residual > epsilon ? residual : probe.ofDirection(view)) - epsilon;
        },
        view ->
            String.format(
                Locale.ROOT,
                "KKT residual and complementarity fell to %.3g after %d steps",
                probe.ofDirection(view),
                accepted(view)));
  }

  /** The result, whose message says so where a KKT residual was asked for and not reached. */
  static FlowResult withGoal(FlowResult result, Stops stops, Optional<Certificate> certificate) {
    if (stops.kkt().isEmpty() || result.termination() == Termination.KKT_REACHED) {
      return result;
    }
    double goal = stops.kkt().getAsDouble();
    String found =
        certificate
            .map(c ->
                String.format(
                    Locale.ROOT,
                    "it is %.3g here, complementarity %.3g",
                    c.kktResidual(),
                    c.complementarity()))
            .orElse("there is none here");
    return result.withMessage(
        String.format(
            Locale.ROOT,
            "%s; the KKT residual of %.3g asked for was not reached, %s",
            result.message(),
            goal,
            found));
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
