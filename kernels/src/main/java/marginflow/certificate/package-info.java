/**
 * What can be proved of a direction θ/‖θ‖ from θ and the data alone: feasibility, KKT residual and
 * multipliers, bounds on the best normalized margin, local optimality, witnesses and verdicts. It
 * recomputes everything and trusts nothing that a flow reported.
 *
 * <p>{@code marginflow.report}, {@code marginflow.claims} and the commands may depend on this
 * package; it depends on {@code marginflow.flow}, {@code marginflow.network} and {@code
 * marginflow.array}.
 */
package marginflow.certificate;
