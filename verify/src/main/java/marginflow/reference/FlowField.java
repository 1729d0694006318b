package marginflow.reference;

/**
 * The right side of a flow in τ-time, {@code dθ/dτ = Σ_i p_i ∇q_i} with {@code p_i = −ℓ'(q_i)/𝓛}.
 */
public interface FlowField {

  /** Number of parameters P. */
  int size();

  /**
   * The velocity at θ, one element of the Clarke subdifferential.
   *
   * @param theta parameters, length P
   * @param out velocity, length P, overwritten
   * @return natural logarithm of the loss at θ
   */
  double velocity(double[] theta, double[] out);
}
