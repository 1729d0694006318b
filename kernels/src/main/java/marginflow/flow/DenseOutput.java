package marginflow.flow;

/**
 * Dense output: the states between the last two accepted ones, by the fraction x of the step
 * between them, in [0, 1] of the integrator's own time: 0 is the state before, 1 the state a {@link
 * FlowView} shows. At the start of a run, and where a run was resumed, there is no step and every x
 * is that state.
 *
 * <ul>
 *   <li>{@code log ρ} and {@code log 𝓛}, once the data is fitted {@code log γ̃}, are cubics
 *       through values and slopes at both ends of the step: of third order. {@code log t} and τ are
 *       integrals of these.
 *   <li>θ has that norm and a direction of its own: the continuous extension of the explicit pair,
 *       of order 4 (3 for {@code bogacki-shampine}), or that of the implicit method, of order 2.
 *   <li>A step that absorbed a kink is of first order around it, in what the kink does to the
 *       direction, which is below the tolerance. What kinks changed at the end of a step is spread
 *       over it.
 *   <li>Gradient descent is a discrete map: between two iterates this is the line.
 * </ul>
 *
 * Against runs at a tolerance of 1e-9, ones at 1e-6 of linear nets and depth two and three, to
 * 10^-10^6 and 10^-10^9, are off at the same norm by 3e-6 at most in the direction (2e-5 in the
 * first steps, which are found by a cubic while the norm hardly moves), in {@code log 𝓛} by a
 * relative 1e-9 to 1e-7 in the tail and 3e-4 at most, around 1.
 *
 * <p>Loss and margins computed at a θ from here mean nothing where ρ^L is large: its direction errs
 * by about the tolerance, and weights are {@code exp(−ρ^L q)}. The loss is the one given here.
 *
 * <p>Asking allocates nothing; not asking costs nothing.
 */
public interface DenseOutput {

  /** Length of the step in the integrator's own time, {@link FlowView#stepSize}; 0 without one. */
  double length();

  /** {@code log ρ}, natural logarithm. */
  double logNorm(double x);

  /** {@code log 𝓛}, natural logarithm. */
  double logLoss(double x);

  /** {@code log t} of the physical time, natural logarithm; −∞ at the start. */
  double logTime(double x);

  /** τ, the loss-scaled time. */
  double tau(double x);

  /** {@code γ̃ = −log 𝓛 / ρ^L}; NaN if the network is not homogeneous. */
  double smoothedMargin(double x);

  /** Writes θ, length P. */
  void theta(double x, double[] out);
}
