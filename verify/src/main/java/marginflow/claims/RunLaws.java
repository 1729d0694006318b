package marginflow.claims;

/**
 * How one run kept the laws that every gradient flow obeys, over all its accepted steps.
 *
 * @param run the run's name
 * @param homogeneous whether the network has a normalized margin, without which there is no law of
 *     it
 * @param tolerance of the integrator
 * @param accepted steps taken
 * @param rejected steps refused, for whatever reason
 * @param places steps that began and ended with 𝓛 below ℓ(0)
 * @param fall largest fall of log γ̃ over one of these, in units of its error ({@link LawWatch}); 0
 *     where it never fell
 * @param chords pieces of the path between such places whose ends lie {@link LawWatch#CHORD} apart
 * @param ratio least {@code Δlog γ̃ Δlog ρ / (L ‖Δu‖²)} of the chords; ∞ without any
 * @param drift largest change of a balance, as a share of ‖θ‖²
 */
public record RunLaws(
    String run,
    boolean homogeneous,
    double tolerance,
    long accepted,
    long rejected,
    long places,
    double fall,
    long chords,
    double ratio,
    double drift) {

  /** The same, named as a run of a claim. */
  RunLaws of(String claim) {
    return new RunLaws(
        claim + " " + run,
        homogeneous,
        tolerance,
        accepted,
        rejected,
        places,
        fall,
        chords,
        ratio,
        drift);
  }

  /** Whether the run got below ℓ(0), which only a θ that separates the data does. */
  boolean separates() {
    return places > 0;
  }

  /** The drift by the tolerances that the steps were allowed in all. */
  public double driftPerTolerance() {
    return drift / (tolerance * Math.max(1, accepted));
  }
}
