/**
 * The right side of the flow: θ = ρu in polar coordinates ({@link
 * marginflow.flow.field.PolarField}) and what it gives at one point ({@link
 * marginflow.flow.field.Evaluation}), the softmin weights and slacks of the margins ({@link
 * marginflow.flow.field.MarginSlacks}), the projection onto the surfaces of sliding kinks ({@link
 * marginflow.flow.field.SlidingSet}), time in two clocks ({@link marginflow.flow.field.FlowClock}),
 * and what is left out of it: parameters without a force and samples that are off in every unit.
 *
 * <p>Also here, since everything of a run writes to them: its counters and the fields of its
 * checkpoints.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code linalg}, {@code loss}, {@code network};
 * {@code flow.stiff}, {@code flow.method}, {@code flow.kink}, {@code flow.captured}, {@code flow}
 * may depend on it.
 */
package marginflow.flow.field;
