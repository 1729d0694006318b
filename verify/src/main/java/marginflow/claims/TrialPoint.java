package marginflow.claims;

/**
 * An accepted step of a trial.
 *
 * @param step accepted steps so far
 * @param tau τ-time
 * @param logTime natural logarithm of the physical time
 * @param logNorm natural logarithm of ‖θ‖
 * @param log10Loss decimal logarithm of the loss
 * @param normalizedMargin {@code min q / ρ^L}
 * @param smoothedMargin {@code −log 𝓛 / ρ^L}
 * @param alignment cos(θ, −∇𝓛)
 * @param stepSize size of the step in the integrator's own time
 * @param theta parameters there, length P
 */
public record TrialPoint(
    long step,
    double tau,
    double logTime,
    double logNorm,
    double log10Loss,
    double normalizedMargin,
    double smoothedMargin,
    double alignment,
    double stepSize,
    double[] theta) {

  /** ‖θ‖. */
  public double norm() {
    return Math.exp(logNorm);
  }
}
