package marginflow.report;

import marginflow.io.run.Drift;

/**
 * One accepted step, as {@code trace.csv} has it. NaN stands for a value that was not computed.
 *
 * @param step accepted steps before and with this one
 * @param tau τ, the loss-scaled time
 * @param logTime natural logarithm of the physical time
 * @param logNorm natural logarithm of ‖θ‖
 * @param log10Loss decimal logarithm of the loss
 * @param normalizedMargin {@code min q / ρ^L}
 * @param smoothedMargin {@code −log 𝓛 / ρ^L}
 * @param kktResidual ε of the (ε, δ)-KKT point; NaN on steps where it was not asked for
 * @param stepSize size of the step in the integrator's own time
 * @param drift largest drifts of what the flow conserves, until then
 */
public record TraceRow(
    long step,
    double tau,
    double logTime,
    double logNorm,
    double log10Loss,
    double normalizedMargin,
    double smoothedMargin,
    double kktResidual,
    double stepSize,
    Drift drift) {

  /** The horizon {@code −log10 𝓛}. */
  public double horizon() {
    return -log10Loss;
  }
}
