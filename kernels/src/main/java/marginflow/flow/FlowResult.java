package marginflow.flow;

/**
 * The end of a flow.
 *
 * @param termination the ending's name
 * @param message the ending in a sentence for a person, with figures
 * @param theta final parameters, length P
 * @param logTime natural logarithm of the physical time
 * @param tau τ-time
 * @param logNorm natural logarithm of ‖θ‖
 * @param logLoss natural logarithm of the loss
 * @param normalizedMargin {@code min q / ρ^L}, NaN if the network is not homogeneous
 * @param smoothedMarginMonotone whether γ̃ never fell beyond rounding on any accepted step once
 *     {@code 𝓛 < ℓ(0)}
 * @param slidingAtEnd kinks still sliding
 * @param statistics counters
 * @param checkpoint the state to resume from
 */
public record FlowResult(
    Termination termination,
    String message,
    double[] theta,
    double logTime,
    double tau,
    double logNorm,
    double logLoss,
    double normalizedMargin,
    boolean smoothedMarginMonotone,
    int slidingAtEnd,
    FlowStatistics statistics,
    Checkpoint checkpoint) {

  /** The same with more said of its ending. */
  public FlowResult withMessage(String other) {
    return ended(termination, other);
  }

  /**
   * The same of a run that was interrupted when the flow had ended.
   *
   * @param where what was interrupted, without a full stop
   */
  public FlowResult interrupted(String where) {
    return ended(Termination.INTERRUPTED, message + "; " + where);
  }

  private FlowResult ended(Termination how, String sentence) {
    return new FlowResult(
        how,
        sentence,
        theta,
        logTime,
        tau,
        logNorm,
        logLoss,
        normalizedMargin,
        smoothedMarginMonotone,
        slidingAtEnd,
        statistics,
        checkpoint);
  }
}
