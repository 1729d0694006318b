package marginflow.profile;

/** What a flow spends its time on, as far as it can be told from outside the integrator. */
public enum Phase {
  /** Margins at a point. */
  FORWARD("forward"),
  /** {@code Σ_i w_i ∇q_i}. */
  BACKWARD("backward"),
  /** {@code ∇q_i · v} for all i. */
  TANGENT("tangent"),
  /** The tangent Gram matrix of the step's linear system. */
  GRAM("gram"),
  /** {@code Σ_i w_i ∇²q_i v}, and gradients of single rows. */
  CURVATURE("curvature"),
  /** Kinks: velocities, normals, scans for changes of side. */
  EVENTS("events"),
  /** Stage combinations with their error estimates. */
  STAGES("stages, error control"),
  /** Softmin weights and the loss. */
  LOSS("loss"),
  /** Matrix products the integrator asks for itself. */
  PRODUCTS("products"),
  /** Writing the trace. */
  WRITING("writing"),
  /** All else inside the integrator: factorization, step control, bookkeeping. */
  INTEGRATOR("factorization, control");

  private final String label;

  Phase(String label) {
    this.label = label;
  }

  /** The name in tables. */
  public String label() {
    return label;
  }
}
