/**
 * What a step does at kinks, surfaces on which the input of a hidden unit is zero for a sample.
 * {@link marginflow.flow.kink.EventDetector} finds the kinks that a trial step reaches, {@link
 * marginflow.flow.kink.EventLocator} the step that ends on a surface, {@link
 * marginflow.flow.kink.CrossingCorrection} corrects a step that crosses, {@link
 * marginflow.flow.kink.ActiveSet} changes the active set: which kinks slide, which are released and
 * to which side.
 *
 * <p>Read them in this order; then {@link marginflow.flow.kink.GradientJumps} (the jump of the
 * gradient across a surface), {@link marginflow.flow.kink.Releases} (slopes that leave [0, 1]),
 * {@link marginflow.flow.kink.Chatter} (kinks of one sample that slide in several layers) and
 * {@link marginflow.flow.kink.UnitCollapse} (units whose weights come to zero).
 *
 * <p>May depend on {@code array}, {@code linalg}, {@code network}, {@code flow.event}, {@code
 * flow.field}, {@code flow.stiff}, {@code flow.method}; {@code flow.captured}, {@code flow} may
 * depend on it.
 */
package marginflow.flow.kink;
