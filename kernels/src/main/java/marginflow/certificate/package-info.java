/**
 * What can be proved of a direction θ/‖θ‖ from θ and the data alone: feasibility, KKT residual and
 * multipliers, bounds on the best normalized margin, local optimality, witnesses and verdicts. It
 * recomputes everything and trusts nothing that a flow reported. {@link
 * marginflow.certificate.Certifier} is the way in.
 *
 * <p>A verdict is of the direction given: it does not change when θ is multiplied by a positive
 * number, and its window of tight rows ({@link marginflow.certificate.kkt.TightWindow}) is chosen by
 * the direction alone. The exact KKT point found from it has a verdict of its own ({@link
 * marginflow.certificate.Nearby}). {@link marginflow.certificate.Ruling} words both, for everyone.
 *
 * <p>Tried and rejected, with the measured loser. A window of 40 / q_min without a cap: weights of
 * a logistic regression were KKT points with complementarity 809. The verdict of the exact point
 * taken over where it was near: it called a margin of 0.0033 the best, where 0.0045 is. Hard
 * margins of raw features in double precision: of breast cancer's, 1e-8 of the length of its
 * samples, nothing was certified. Newton systems of the polish solved to rounding: they resolve
 * trades of weight between parallel neurons, where the right side is noise, and three flows of four
 * stalled at 1e-8; three digits per step converge on all. Newton's method from the flow's end
 * alone: 6 of 20 random-label runs, since neurons with r near 1 wither too slowly; with the cells'
 * convex program first, 87 of 98; with neurons crossing where they are pushed out of their cell, 98
 * of 98. A simplex tableau, updated and never refined: after a few hundred pivots its margins were
 * wrong by parts in ten, and nearly parallel columns, without Harris's tolerance, ended in false
 * infeasibility. Ending a bounded least-squares problem at the first variable that does not pay:
 * one column of size 1e-27 hid the descent along another.
 *
 * <p>Measured on the digits 0 and 1 (360 samples, 64 inputs, 50 ReLU neurons, 19 support samples),
 * in seconds of one busy core: the residual takes 0.02, the bound 1.2 for a relative width of
 * 1e-10, all with the polish to 6e-14 4.2. With two labels flipped, at the end of a flow that
 * settles no further (residual 0.06, 24 support samples, 76 kinks), the residual takes 0.04, the
 * bound 2.4 for an interval of relative width 0.1, which is what 100,000 relaxations give, and all
 * with a polish that finds no KKT point 8.5; before the polish counted its work it took 48.
 *
 * <p>Deep ReLU nets lie on kinks of several layers at once, see {@code TightRows}. On Iris at
 * 10^(−10^6) the residual of relu:4-20-20-1 (three starts) is 0.007 to 0.008, the share of the
 * units that stay inert, and 0.03 with three hidden layers; with the multipliers of one layer only
 * and kinks within 1e-9 it was 0.19 to 0.65. There is no polish that keeps to curved kink surfaces.
 *
 * <p>{@code marginflow.report}, {@code marginflow.claims} and the commands may depend on this
 * package; it depends on {@code marginflow.flow}, {@code marginflow.network} and {@code
 * marginflow.array}.
 */
package marginflow.certificate;
