package marginflow.claims;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What every run of every claim must keep, and flows on varied data beside them: F1, F6, F8. */
final class SurveyClaims {

  private SurveyClaims() {}

  static List<Claim> all(Survey survey) {
    return List.of(
        new Claim(
            "F1",
            Provenance.PAPER,
            Paper.LYU_LI.at("Theorem 4.1"),
            "the smoothed margin γ̃ = ℓ⁻¹(𝓛)/ρ^L never decreases once the loss is below ℓ(0)",
            List.of(
                new Expectation.AtLeast("runs of claims with such steps", 1),
                new Expectation.AtMost("largest fall of γ̃ in them, in errors of it", 1),
                new Expectation.Near("flows on varied data, guard off", VariedFlows.COUNT, 0),
                // Those of linear nets at least: nothing stops an explicit pair there.
                new Expectation.AtLeast("data sets of these that some flow separates", 6),
                new Expectation.AtMost(
                    "largest fall of γ̃ with the guard off, in errors of it", 1)),
            lab -> monotone(lab, survey)),
        new Claim(
            "F6",
            Provenance.PAPER,
            Paper.LYU_LI.at("Lemma 5.1"),
            "γ̃ gains what the direction moves: d log γ̃/dt ≥ L (d log ρ/dt)⁻¹ ‖du/dt‖²",
            List.of(
                new Expectation.AtLeast("runs of claims", 1),
                // A chord of 1e-3 is a thousand tolerances of a step long; ten steps may make it.
                new Expectation.AtLeast("least ratio of the two sides", 0.99)),
            lab -> lemma(survey)),
        new Claim(
            "F8",
            Provenance.DERIVED,
            Paper.HERE.at("homogeneity in every unit"),
            "balancedness is kept by every run that separates its data: ‖w_k‖² − a_k² of every"
                + " unit, W Wᵀ − VᵀV of linear layers",
            List.of(
                new Expectation.AtLeast("runs of claims", 1),
                // An error δ of the direction changes a difference of squares by 2δ of ‖θ‖².
                new Expectation.AtMost("largest drift by the tolerances of a run's steps", 2)),
            lab -> balance(survey)));
  }

  private static Measurements monotone(Laboratory lab, Survey survey) {
    List<RunLaws> claimed = survey.runs().stream().filter(run -> run.places() > 0).toList();
    RunLaws worst = worst(claimed, RunLaws::fall);
    Measurements found =
        new Measurements()
            .put("runs of claims with such steps", claimed.size())
            .put("steps in them", claimed.stream().mapToLong(RunLaws::places).sum())
            .put("steps refused in them", claimed.stream().mapToLong(RunLaws::rejected).sum())
            .put("largest fall of γ̃ in them, in errors of it", worst.fall())
            .put("run of that fall", worst.run());
    return VariedFlows.measure(lab, found);
  }

  private static Measurements lemma(Survey survey) {
    List<RunLaws> runs = survey.runs().stream().filter(run -> run.chords() > 0).toList();
    RunLaws least = worst(runs, run -> -run.ratio());
    return new Measurements()
        .put("runs of claims", runs.size())
        .put("pairs of places", runs.stream().mapToLong(RunLaws::chords).sum())
        .put("least ratio of the two sides", least.ratio())
        .put("run of that ratio", least.run());
  }

  private static Measurements balance(Survey survey) {
    List<RunLaws> all = survey.runs().stream().filter(RunLaws::homogeneous).toList();
    List<RunLaws> runs = all.stream().filter(RunLaws::separates).toList();
    List<RunLaws> others = all.stream().filter(run -> !run.separates()).toList();
    RunLaws most = worst(runs, RunLaws::driftPerTolerance);
    RunLaws drift = worst(runs, run -> run.drift() / run.tolerance());
    return new Measurements()
        .put("runs of claims", runs.size())
        .put("largest drift by the tolerances of a run's steps", most.driftPerTolerance())
        .put("run of that drift", most.run())
        .put("largest drift by the tolerance", drift.drift() / drift.tolerance())
        .put("its drift, share of ‖θ‖²", drift.drift())
        .put("its run", drift.run())
        .put("runs that do not separate", others.size())
        .put(
            "largest drift of these by the tolerances of a run's steps",
            others.stream().mapToDouble(RunLaws::driftPerTolerance).max().orElse(0));
  }

  /** The run with the largest value of a measure. */
  static RunLaws worst(List<RunLaws> runs, ToDoubleFunction<RunLaws> measure) {
    return runs.stream().max(Comparator.comparingDouble(measure)).orElseThrow();
  }
}
