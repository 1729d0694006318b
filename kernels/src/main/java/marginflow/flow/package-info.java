/**
 * Gradient flow over a long horizon: {@code dθ/dt ∈ −∂°𝓛(θ)}, ∂° the Clarke subdifferential,
 * followed through the kinks of piecewise-linear networks to losses like {@code 10^-10^10}.
 *
 * <h2>Coordinates</h2>
 *
 * {@link marginflow.flow.PolarField}: {@code θ = e^s u} with u on the sphere and the time {@code dσ
 * = ρ^{L−2} 𝓛 dt}. Nothing grows: the loss is carried as its logarithm, log ρ as a coordinate, log
 * t by an integral of its own. Saddle phase, fitting and the tail are one problem.
 *
 * <h2>Methods</h2>
 *
 * <ul>
 *   <li>Dormand–Prince 5(4) while the flow is not stiff, with dense output to end a step at a kink.
 *   <li>ROS34PW2, a W-method of order 3, when it is. Its matrix holds only {@code −β Gᵀ(diag p −
 *       ppᵀ)G}, {@link marginflow.flow.StiffSystem}: one small Cholesky factorization a step while
 *       few samples matter, {@link marginflow.flow.DenseRows}, conjugate gradients on products with
 *       G where many do, {@link marginflow.flow.MatrixFree}.
 *   <li>The change is made by the explicit pair's own estimate of the Lipschitz constant, and back
 *       by the norm of the stiff part.
 * </ul>
 *
 * <h2>Kinks</h2>
 *
 * A pair (hidden unit, row) on its surface crosses, is repelled, or slides (Filippov 1988; the jump
 * is parallel to the surface's normal). Steps freeze the pattern and are judged by their end,
 * {@link marginflow.flow.KinkScan}. What does not matter to the direction or to a weight is
 * absorbed, corrected to second order while the flow is not stiff, {@link marginflow.flow.Passes};
 * what matters is located. A pair found on its surface that ends a step on the wrong side of what
 * was assumed is assumed otherwise and the step tried again, one pair at a time, so that the
 * decision is made with the weights the implicit step arrives at. Sliding pairs take the
 * minimum-norm slope; the one whose slope leaves [0, 1] by the largest force is released.
 *
 * <h2>What lost, with figures</h2>
 *
 * Evaluations are gradient evaluations at tolerance 1e-6. "Symmetric" is leaky ReLU 2-20-1, n = 20,
 * σ = 1e-3, to 10^-10^10; "random" is ReLU 3-30-1, n = 20 random labels, to 10^-10^6.
 *
 * <ul>
 *   <li>In a prototype, the W-method alone, kinks located by steps tried again: symmetric in 2,640
 *       evaluations; with the explicit pair before stiffness, dense output and passes corrected to
 *       first order 877.
 *   <li>Passes corrected to first order alone: almost every kink of an early phase took a step of
 *       its own. To log10 𝓛 = 1.25 symmetric took 439 evaluations and Iris 1,588 where they take
 *       253 and 1,378 to second order, and at tolerances of 1e-3 and 1e-4 Iris and the digits went
 *       to limits 0.3 to 0.7 away. Weighing each pass by itself, its unit's others left out, went
 *       wrong on Iris even at 1e-6; relative to the unit's norm it was right and took a third more.
 *   <li>Absorbing every crossing whose effect on u is below the tolerance: 4 of 10 random runs of a
 *       prototype flapped around surfaces without getting on (36,000 crossings, 20,000 entries into
 *       sliding). Weighing the effect on margins by ρ^L and judging by the far side's velocity
 *       ended that.
 *   <li>The stiff matrix at the start of the step: β grows by {@code e^{L Δs}} over a step, and the
 *       method amplified stiff components 20 to 100 times a step from Δs = 0.3 on, until γ̃ fell
 *       and the step collapsed (25 rejections, 100 evaluations). With β of the step's end it damps
 *       them.
 *   <li>Locating slides to 1e-6 of u: γ̃ fell by 3e-6 to 8e-6 of itself at single events of the
 *       runs looked at. Located to where margins do not feel them it fell in none of those.
 *   <li>Releasing by the multipliers of the end of an implicit step, where weights are known to the
 *       weight tolerance: a slope at the edge of [0, 1] was let go and taken back at every step
 *       (18,500 times in one random run). Their means over the step, carried through the stages
 *       like any other component, ended that.
 *   <li>A filtered error estimate, {@code (I − hγJ)⁻¹e}: two to three per cent fewer evaluations in
 *       four of five random runs, ten per cent more and γ̃ falling in the fifth.
 *   <li>Judging the error of the weights by {@code ‖Be‖} without the {@code √β}: a weight fell from
 *       2e-2 to 9e-6 unseen, and steps collapsed to 1e-6 once every dozen. This and the means of
 *       the multipliers took one start of Iris from 57,700 to 9,000 evaluations.
 *   <li>Releasing by multipliers of the set after a pair was added: stale ones, and slide and
 *       release took turns at one surface for 40,000 steps.
 * </ul>
 *
 * Twenty-one starts of the symmetric case take 501 to 633 evaluations on one data set, median 564,
 * and 624 to 858 on another, median 749, whose fit bends more between 10^-1 and 10^-30: there the
 * error of the direction holds the third-order steps, not kinks or stability.
 *
 * <p>In nets of depth three and more a deeper surface turns with the point and may lie behind a
 * unit that is off, where its normal vanishes or depends on another pair's: such a pair has no
 * side, is not held, and is not gone back to. Eighteen ReLU runs on Iris (4-20-20-1, 4-20-20-20-1,
 * 4-8-8-8-1, σ = 0.1 and 0.3) to 10^-10^6: before, six did not end, one stopped after twenty steps
 * and γ̃ fell in six; now sixteen get there with γ̃ monotone and two come to rest without
 * separating, where loss-scaled gradient descent stalls too. What drifts off its surface is put
 * back or let go. Harder are twenty runs of 3-8-8-1 on twelve points, σ = 0.3: eleven get to
 * 10^-10^6, eight end as precision-limit, one at 6,000 steps, and γ̃ falls in ten, which each says.
 * Known limit: close to rest, a deep net that does not separate may still change sides at one
 * surface for thousands of steps (one of six random-label runs of 3-6-5-1).
 *
 * <p>The tolerance is one of θ: what is smaller is followed with the order of the method alone. A
 * neuron of 1e-10 of θ that grows like ρ^2.0616 grew like ρ^2.057 at a tolerance of 1e-9, and like
 * ρ^2.06157 at 1e-12.
 *
 * <p>Written out, the rows that matter cost {@code c²P} operations a step, more than all else once
 * they are many: 5,000 points of a plane's two sides, linear 64-8-1, spent 103 s on 38 implicit
 * steps and had not fitted the data. By products they go to 10^-10^4 in 4 to 7 s; the solutions of
 * a step then take about 11 evaluations, those of the digits too.
 *
 * <p>Not done: a state for the weights beyond double precision. Margins of {@code ρ^L γ} are
 * resolved to {@code 2^-53} of themselves, weights therefore to 1e-5 at 10^-10^10 and to nothing
 * beyond 10^-10^15; steps that no longer count end as {@link
 * marginflow.flow.Termination#PRECISION_LIMIT}.
 *
 * <p>{@code marginflow.certificate} and everything above may depend on this package; it depends on
 * {@code marginflow.network}, {@code marginflow.loss}, {@code marginflow.kernel} and {@code
 * marginflow.array}.
 */
package marginflow.flow;
