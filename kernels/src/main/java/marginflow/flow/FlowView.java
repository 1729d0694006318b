package marginflow.flow;

/**
 * What an observer may see after an accepted step: a live view of the integrator's state, valid
 * only during the call. Reading it allocates nothing, except {@link #checkpoint()}.
 */
public interface FlowView {

  /** Accepted steps so far. */
  long step();

  /** τ, the loss-scaled time {@code dτ = 𝓛 dt}. */
  double tau();

  /** {@code log t} of the physical time, natural logarithm; −∞ at the start. */
  double logTime();

  /** {@code log ρ}, natural logarithm. */
  double logNorm();

  /** {@code log 𝓛}, natural logarithm. */
  double logLoss();

  /**
   * {@code ∫ ‖dθ/dτ‖² dτ} along the path until here: on the flow what {@code −log 𝓛} has risen by
   * since the start.
   */
  double dissipated();

  /** {@code γ = min_i q_i / ρ^L}; NaN if the network is not homogeneous. */
  double normalizedMargin();

  /** {@code γ̃ = −log 𝓛 / ρ^L}; NaN if the network is not homogeneous. */
  double smoothedMargin();

  /** Alignment {@code cos(θ, −∇𝓛)}. */
  double alignment();

  /** Size of the last accepted step in the integrator's own time. */
  double stepSize();

  /** Counters up to now. */
  FlowStatistics statistics();

  /** Number of kinks that slide now. */
  int sliding();

  /** Copies θ out, length P. */
  void theta(double[] out);

  /** The states between the one accepted before and this one: a live view. */
  DenseOutput dense();

  /** The whole state, from which {@link Flow} resumes bit for bit. */
  Checkpoint checkpoint();
}
