/**
 * What can be proved of a direction θ/‖θ‖ from θ and the data alone: feasibility, KKT residual and
 * multipliers, bounds on the best normalized margin, local optimality, witnesses and verdicts. It
 * recomputes everything and trusts nothing that a flow reported. {@link
 * marginflow.certificate.Certifier} is the way in.
 *
 * <p>Tried and rejected, with the measured loser. Newton systems of the polish solved to rounding:
 * they resolve trades of weight between parallel neurons, where the right side is noise, and three
 * flows of four stalled at 1e-8; three digits per step converge on all. Newton's method from the
 * flow's end alone: 6 of 20 random-label runs, since neurons with r near 1 wither too slowly; with
 * the cells' convex program first, 54 of 59. The ratio test of the simplex method without Harris's
 * tolerance: nearly parallel columns ended in false infeasibility.
 *
 * <p>{@code marginflow.report}, {@code marginflow.claims} and the commands may depend on this
 * package; it depends on {@code marginflow.flow}, {@code marginflow.network} and {@code
 * marginflow.array}.
 */
package marginflow.certificate;
