/**
 * Gradient flow over a long horizon: {@code dθ/dt ∈ −∂°𝓛(θ)}, ∂° the Clarke subdifferential,
 * followed through the kinks of piecewise-linear networks to losses like {@code 10^-10^100}. {@link
 * marginflow.flow.Flow} is the way in; {@code docs/theory.md} has the equations, {@code
 * docs/glossary.md} the terms, and {@code docs/decisions} what was tried and lost, with figures.
 *
 * <p>The classes are best read in this order.
 *
 * <ol>
 *   <li>The interface: {@code FlowSettings}, {@code StopRule}, {@code FlowResult}, {@code
 *       Termination}, {@code FlowObserver}, {@code FlowView}, {@code FlowEvent}; states between
 *       steps by {@code DenseOutput} and {@code FlowSampler}; {@code Checkpoint}.
 *   <li>The right side: {@code PolarField} in the coordinates {@code θ = e^s u}, {@code FlowClock}
 *       for τ and log t, {@code SmoothedMargin} for what must not fall.
 *   <li>A step: {@code ExplicitTableau} and {@code RosenbrockTableau} with their {@code
 *       OrderConditions}, their two steppers, {@code StepController}, {@code MethodChoice}.
 *   <li>The implicit step's linear systems: {@code StiffSystem}, solved by {@code WoodburySolver}
 *       for few rows, {@code ConjugateGradientSolver} for many, {@code OrthogonalSolver} far out;
 *       {@code MarginSlacks} carries the margins' differences, {@code MarginProjection} projects
 *       the point onto them.
 *   <li>Kinks: {@code EventDetector} judges the end of a step, {@code ReturnDetector} and {@code
 *       FarSide} what happened inside; {@code CrossingCorrection} corrects absorbed crossings,
 *       {@code EventLocator} finds the others; {@code SlidingSet}, {@code GradientJumps}, {@code
 *       Releases} and {@code ActiveSet} hold and release what slides; {@code UnitCollapse} and
 *       {@code ConeFlow} treat a unit whose weights come to zero; {@code ForceRange}, {@code
 *       Chatter} and {@code Branch} places where the flow is not unique.
 *   <li>The run: {@code LongHorizonRun} joins them; {@code IdleRows}, {@code Relaxation} and {@code
 *       SteadyState} are for plateaus, {@code PrecisionLimit} for the end of double precision. The
 *       baselines are {@code ExplicitFlow} and {@code GradientDescent}.
 * </ol>
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code linalg}, {@code loss}, {@code network},
 * {@code flow.event}, {@code flow.field}, {@code flow.stiff}, {@code flow.method}, {@code
 * flow.kink}, {@code flow.captured}; {@code experiment}, {@code io.run}, {@code crosscheck}, {@code
 * report}, {@code profile}, {@code claims}, {@code run}, {@code sweep}, {@code cli}, {@code bench}
 * may depend on it.
 */
package marginflow.flow;
