package marginflow.run;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import marginflow.experiment.Outcome;
import marginflow.flow.FlowView;
import marginflow.flow.StopRule;
import marginflow.flow.Termination;
import marginflow.io.run.RunSettings.Stops;
import marginflow.report.Numbers;

/** The stop rules of a run; those that need a clock or a certificate live here. */
public final class StopRules {

  /** Drift, over ‖θ‖² or the energy given off, beyond which a path is not the flow's. */
  private static final double MOST_DRIFT = 1e-2;

  private StopRules() {}

  /** The rules, in the order they are asked. */
  public static List<StopRule> of(Stops stops, KktProbe probe, long startNanos) {
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
          OptionalDouble residual = probe.at(view);
          if (residual.isEmpty() || residual.getAsDouble() > epsilon) {
            return residual.orElse(epsilon + 1) - epsilon;
          }
          return probe.ofDirection(view).orElse(epsilon + 1) - epsilon;
        },
        view ->
            "KKT residual and complementarity fell to %s after %d steps"
                .formatted(Numbers.rough(probe.ofDirection(view).orElseThrow()), accepted(view)));
  }

  /**
   * Ends a run that no longer keeps what the flow conserves: its state is not the flow's. Of 520
   * runs on repeated and rounded samples eight followed rounding, and drifted by 0.57 and more; all
   * others drifted by less than 0.01 (docs/checks-of-a-run.md).
   *
   * @param tolerance of the run, which may be coarser than that
   */
  static StopRule laws(DriftWatch watch, double tolerance) {
    double limit = Math.max(MOST_DRIFT, 10 * tolerance);
    return new StopRule.Simple(
        Termination.PRECISION_LIMIT,
        view -> limit - Math.max(watch.largest().balance(), watch.largest().energy()),
        view ->
            "the path no longer keeps the laws of the flow, so that rounding moves it: balance of"
                + " the units kept to %s of ‖θ‖², energy identity to %s, after %d steps"
                    .formatted(
                        Numbers.rough(watch.largest().balance()),
                        Numbers.rough(watch.largest().energy()),
                        accepted(view)));
  }

  /** The end, whose message says so where a KKT residual was asked for and not reached. */
  static Outcome withGoal(Outcome end, Stops stops) {
    if (stops.kkt().isEmpty() || end.flow().termination() == Termination.KKT_REACHED) {
      return end;
    }
    double goal = stops.kkt().getAsDouble();
    String found =
        end.proof()
            .map(c ->
                "it is %s here, complementarity %s"
                    .formatted(Numbers.rough(c.kktResidual()), Numbers.rough(c.complementarity())))
            .orElse("there is none here");
    return end.with(
        end.flow()
            .withMessage(
                "%s; the KKT residual of %s asked for was not reached, %s"
                    .formatted(end.flow().message(), Numbers.rough(goal), found)));
  }

  private static StopRule seconds(long startNanos, double seconds) {
    return new StopRule.Simple(
        Termination.TIME_LIMIT,
        view -> seconds - (System.nanoTime() - startNanos) * 1e-9,
        view ->
            "the limit of %s seconds was reached after %d steps"
                .formatted(Numbers.compact(seconds), accepted(view)));
  }

  private static long accepted(FlowView view) {
    return view.statistics().accepted();
  }
}
