/**
 * Gradient flow over a long horizon: {@code dθ/dt ∈ −∂°𝓛(θ)}, ∂° the Clarke subdifferential,
 * followed through the kinks of piecewise-linear networks to losses like {@code 10^-10^100}.
 *
 * <h2>Coordinates</h2>
 *
 * {@link marginflow.flow.field.PolarField}: {@code θ = e^s u} with u on the sphere and the time
 * {@code dσ = ρ^{L−2} 𝓛 dt}. Nothing grows: the loss is carried as its logarithm, log ρ as a
 * coordinate, log t by an integral of its own. Saddle phase, fitting and the tail are one problem.
 *
 * <h2>Methods</h2>
 *
 * <ul>
 *   <li>Dormand–Prince 5(4) while the flow is not stiff, with dense output to end a step at a kink.
 *   <li>{@link marginflow.flow.method.RosenbrockTableau#w4}, a W-method of order 4, when it is. Its
 *       matrix holds only {@code −β Gᵀ(diag p − ppᵀ)G}, {@link marginflow.flow.stiff.StiffSystem}:
 *       one small Cholesky factorization a step while few samples matter, {@link
 *       marginflow.flow.field.StiffRows} and {@code DenseRows}, conjugate gradients on products
 *       with G where many do, {@code MatrixFree}.
 *   <li>The change is made by the explicit pair's own estimate of the Lipschitz constant, and back
 *       by the norm of the stiff part.
 *   <li>Once the smallest margin is 746, at 10^-324, what margins exceed it by is a state of its
 *       own that the linear systems move, {@link marginflow.flow.field.MarginExcesses}, and the
 *       point is put back to where its margins say the same, {@code ExcessReturn}. Then neither
 *       rounding nor curvature bounds a step: the steps to a power of ten of {@code log 𝓛} are as
 *       many at 10^-10^100 as at 10^-10^6. The systems are solved in parts that keep their own
 *       digits, {@code RowSpace}.
 *   <li>A run ends as a precision limit, {@link marginflow.flow.PrecisionLimit}, where margins
 *       reach 1e130, and an inhomogeneous network, which has no such state, where 2^-53 of its
 *       margins is a change of the weights.
 * </ul>
 *
 * <h2>Kinks</h2>
 *
 * A pair (hidden unit, row) on its surface crosses, is repelled, or slides (Filippov 1988; the jump
 * is parallel to the surface's normal). Steps freeze the pattern and are judged by their end,
 * {@link marginflow.flow.kink.KinkScan}, and by what happened on the way: a pair that crosses and
 * comes back inside a step, {@link marginflow.flow.kink.ReturnScan}, and a crossing after which the
 * far side's field runs away from what the step's correction says, {@link
 * marginflow.flow.kink.FarSide}, shorten the step. What does not matter to the direction or to a
 * weight is absorbed, corrected to second order while the flow is not stiff, {@link
 * marginflow.flow.kink.Passes}; what matters is located. A pair found on its surface that ends a
 * step on the wrong side of what was assumed is assumed otherwise and the step tried again, one
 * pair at a time, so that the decision is made with the weights the implicit step arrives at.
 * Sliding pairs take the minimum-norm slope; a step ends where a slope leaves [0, 1], or where the
 * surface comes to repel, if waiting would matter, {@code Releases}. Pairs that have one surface,
 * of samples that are multiples of one another, are one, {@link marginflow.flow.kink.Jumps}. A ReLU
 * unit that every row pushes off is put to zero where all its surfaces meet, {@link
 * marginflow.flow.kink.Apex}. Any other that a step leads there leaves along the ray that tiny
 * steps take in its own space, or stays there and is watched, {@code ConeFlow}. Explicit steps and
 * kinks use a tolerance of 1e-6 at most: which side a pair takes is not an error that shrinks with
 * the tolerance.
 *
 * <h2>Samples that are off</h2>
 *
 * A sample that no active path leads on keeps its loss ℓ(0), and once the others are fitted it has
 * all of the loss. The path is that of the others, so it is followed in their own time, {@link
 * marginflow.flow.field.IdleRows}, until a kink turns the sample on or they have reached 10^-10^6;
 * τ then grows like t, and is infinite as a double from log t = 709 on.
 *
 * <h2>Where the flow is not unique</h2>
 *
 * When the output weight of a sliding unit passes zero its surfaces repel: staying solves the
 * inclusion, and so does leaving to either side, {@link marginflow.flow.event.Branch}. Deeper pairs
 * of a row that slide may hold an earlier one or let it go, {@code ForceRange}; what tiny steps do
 * there is followed, {@code Chatter}. Such a place is an event of its own and is counted, and the
 * sentence that says how the flow ended says that the end is one of several.
 *
 * <h2>Plateaus and rest</h2>
 *
 * Where rows at odds with one another are in balance the flow goes on for ever, ever more slowly,
 * and may leave as late as τ = 10^11. Stiff components are relaxed at the end of a step there,
 * {@code Relaxation}; rest is where what is left of the velocity is the rounding of the forces that
 * cancel, {@link marginflow.flow.Rest}. Rows that are off have no force to cancel: however slowly
 * the others go on, they may come to a kink that turns such a row on.
 *
 * <h2>Between steps</h2>
 *
 * {@link marginflow.flow.DenseOutput} has the states inside the last step, {@link
 * marginflow.flow.FlowSampler} finds those where a quantity passes given values. Stop rules end a
 * run at their root, {@link marginflow.flow.StopSearch}: the long-horizon integrator's and those of
 * the explicit pairs.
 *
 * <h2>Units</h2>
 *
 * The size of the samples is a unit: c times as large and from a start {@code c^(-1/L)} times as
 * large, the flow is the same. Sixteen samples led to the same {@code γ/c} to 1e-8 with c from
 * 1e-140 to 1e100 for L = 2, and from 1e-90 to 1e66 for L = 3. From an ordinary start samples of
 * 1e20 have margins of 1e16 or more, whose weights double precision does not resolve, and those of
 * 1e10 are followed in 11,000 to 50,000 steps (three runs of ReLU 3-8-1 on thirty of them).
 *
 * <h2>What lost, with figures</h2>
 *
 * Evaluations are gradient evaluations at tolerance 1e-6. "Symmetric" is leaky ReLU 2-20-1, n = 20,
 * σ = 1e-3, to 10^-10^10; "random" is ReLU 3-30-1, n = 20 random labels, to 10^-10^6.
 *
 * <ul>
 *   <li>In a prototype, the W-method alone, kinks located by steps tried again: symmetric in 2,640
 *       evaluations; with the explicit pair before stiffness, dense output and passes corrected to
 *       first order 877, to second order 777.
 *   <li>Passes corrected to first order alone: almost every kink of an early phase took a step of
 *       its own, and at tolerances of 1e-3 and 1e-4 Iris and the digits went to limits 0.3 to 0.7
 *       away. To second order, with what passes of one unit do to each other's times weighed by an
 *       estimate: 5 to 60 times too careful, and one of ten symmetric starts was 2e-4 off for a
 *       pass that the step did not see. Deciding by the corrected path which pairs passed took a
 *       seventh of the early evaluations off, and all ten err by 4e-7 or less.
 *   <li>Releasing at the end of the step whatever it was: directions at 10^-1 erred by 2e-3 at 1e-6
 *       and by 4e-4 at 1e-8 (medians of twelve random runs; six of Iris by 5e-5 and 2e-5, and by
 *       2e-2 and 0.1 at 1e-3 and 1e-4). With steps that end where a slope has left [0, 1] for long
 *       enough to matter it was 3e-4 and 3e-5; with the multipliers counting what the passes of the
 *       step add to them as well, and passes the gradient of their sensitivity, it is 8e-5 and 8e-6
 *       (Iris 3e-5 and 5e-6, and 5e-4 and 3e-4). To 10^-1 at 1e-6 that takes an eighth more
 *       evaluations on the random runs, with the method of order 4, and 60 per cent more on Iris.
 *   <li>ROS34PW2 (Rang, Angermann 2005), of order 3, with as many evaluations a step as the method
 *       of order 4: symmetric in 640 where it takes 534, linear nets of depth 3 and 4 in 670 to 730
 *       where they take 415 to 560, random 0 to 9 in 77,100 where they take 63,000. It damps what
 *       decays at once as well, and is a little safer where the matrix is too small.
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
 *   <li>θ inside an implicit step by the cubic through both ends and their velocities: off by 4e-3
 *       along a linear net on Iris to 10^-10^9, where the line between the ends is off by 3e-5 and
 *       the method's own extension by 1e-6. With velocities filtered by {@code (I − hγJ)⁻¹} it was
 *       1e-5, filtered to second order 4e-6, and a parabola with a filtered velocity at the start
 *       2e-6, each with solves of the step's linear system.
 *   <li>The loss inside a step by the cubic of {@code log 𝓛}: off by 2e-3 of itself there, since
 *       slopes hang on weights known to 3 %; of {@code asinh log 𝓛} by 8e-4, and by 8e-3 around 𝓛
 *       = 1. By {@code log γ̃}, kept monotone, 5e-7.
 *   <li>Carrying the excesses of the margins, below, on plateaus as well: one is left after 1,489
 *       steps instead of 2,930 (random seed 15), the other (45) creeps on to τ = 2.6·10^15 in
 *       18,502, where steps are held by the rounding of forces that cancel, and no further.
 *   <li>Relaxing once at the end of every implicit step: random seed 45 took 3,631 steps to where
 *       it takes 2,137, and twelve runs that do not rest 26 per cent more evaluations.
 *   <li>Releasing by multipliers of the set after a pair was added: stale ones, and slide and
 *       release took turns at one surface for 40,000 steps.
 * </ul>
 *
 * <h2>Weights as a state</h2>
 *
 * With the weights read off the margins, a step of length δ along the surfaces of equal margins
 * leaves them by {@code δ²} and changes a weight by {@code β δ²}: random seed 2 took 561 steps to
 * 10^-10^6, 3,185 to 10^-10^9 and 22,490 to 10^-10^11, and rounding ended it at 10^-10^12. It takes
 * 453 to the first now, and 739 to 10^-10^40. What was tried on the way:
 *
 * <ul>
 *   <li>Changes of the margins exact to the last bit of a step ({@link
 *       marginflow.network.MarginModel#difference}), in place of those of the linear system: the
 *       symmetric net and Iris went to 10^-10^29, random runs no further than before.
 *   <li>Woodbury's formula: its difference has the rounding of the right side, and β times that is
 *       a change of the weights; the symmetric net took 34,700 steps to 10^-10^20. With the product
 *       Bx, which is known exactly, put back into x it took 6,700; with orthogonal parts 102.
 *   <li>Changes of the excesses as products with the solution: noise of {@code 2^-53 β |δ|}, and
 *       random seed 0 took 41,000 steps to 10^-10^27. As what the solution says they are, 595.
 *   <li>The error of the weights by β of the step's start: over long steps of linear nets β grows
 *       47 times, and a weight was lost at the end of a step unseen.
 *   <li>A row without weight that arrives among the nearest does so in a time of 1/β. Lifting it to
 *       a weight of e^-7 once it is there to rounding ended runs that pass it by steps of 1e-20.
 * </ul>
 *
 * <p>The point itself is on the surfaces to the tolerance, and its margins differ by as much from
 * what is carried: by 3e-12 of themselves or less in nets of depth two, by up to 1e-4 in one of
 * sixteen runs of 3-8-8-1 with a normalized margin of 0.0045. ReLU nets of depth three end as
 * precision limits between 10^-10^11 and 10^-10^17.
 *
 * <h2>Depth three and more</h2>
 *
 * A sliding pair's multiplier, not the side it is frozen on, says its slope. So what a pair jumps
 * by across its surface, {@code S = p_i ∂q_i/∂φ(z)}, is taken through the pairs that slide behind
 * it with the slopes of their multipliers, {@code S = S_frozen − Σ_j c_j ∂z_j/∂φ(z)}; sides, slides
 * and releases are judged by that, whichever side is frozen. A sliding pair that others lie behind
 * is carried on its lower side: for slope 0 it then puts out an exact zero, and normals behind it
 * hold no part that its own would project away. Behind a layer that is off for a row every z is an
 * exact zero and no pair has a side; the unit that is turned on decides them by the sign of what it
 * feeds them, and its own side is judged by the slope on that side. Surfaces are curved: a trial
 * ends on them, by one or two Newton steps, before its kinks and its γ̃ are judged. What was
 * settled after a step may leave another pair on the far side of its pattern; if that is farther
 * than the tolerance, it is turned and does not slide.
 *
 * <p>Twenty runs of 3-8-8-1 on twelve points with random labels, σ = 0.3, to 10^-10^6. With slopes
 * of the frozen sides, drift put right when it passed 1e-4, and pairs behind dead layers left with
 * the sides they had: ten got there, γ̃ fell in five, seven ended as precision limits with steps
 * that kinks had cut to nothing, and one did not end in twenty seconds. With these mended, and
 * still the method of order 3: sixteen get there, four come to rest at rows that are off, γ̃ falls
 * in none, in 155,000 evaluations, and as it is in 102,000. One of those that got there before had
 * gone elsewhere: normalized margin 0.008467 at 10^-10 for seed 11, 0.007211 now, and 0.007212 by
 * Dormand–Prince, which sees every sign and took 2,900,000 evaluations. Of twenty runs of 3-6-5-1,
 * five get there and fifteen come to rest, in 91,000 evaluations, and of eighteen ReLU runs on Iris
 * (4-20-20-1, 4-20-20-20-1, 4-8-8-8-1, three starts each of σ = 0.1 and 0.3) all got there, with
 * the method of order 3.
 *
 * <p>The tolerance is one of θ: what is smaller is followed with the order of the method alone. A
 * neuron of 1e-10 of θ that grows like ρ^2.0616 grew like ρ^2.057 at a tolerance of 1e-9, and like
 * ρ^2.06157 at 1e-12.
 *
 * <p>Written out, the rows that matter cost {@code c²P} operations a step, more than all else once
 * they are many: 5,000 points of a plane's two sides, linear 64-8-1, spent 103 s on 38 implicit
 * steps and had not fitted the data. By products they go to 10^-10^4 in 4 to 7 s; the solutions of
 * a step then take about 11 evaluations, those of the digits too. Where many rows have weight but
 * few are stiff, only these are written out: the digits take the same steps with a tenth of their
 * rows. Centred by the mean of the rows kept, and not of all, they are wrong near rest, where rows
 * of vanishing gradient have most of the weight: two runs of 3-6-5-1, made to leave out what they
 * can of their twelve rows, came to it in 1,447 and 1,120 steps instead of 336 and 303. With the
 * mean of all it is 335 and 299.
 *
 * <p>{@code marginflow.certificate} and everything above may depend on this package; it depends on
 * {@code marginflow.network}, {@code marginflow.loss}, {@code marginflow.kernel} and {@code
 * marginflow.array}.
 */
package marginflow.flow;
