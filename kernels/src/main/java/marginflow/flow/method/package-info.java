/**
 * One step of one method, and its length: explicit Runge–Kutta pairs, Rosenbrock methods with an
 * inexact Jacobian (W-methods), their tableaus with the order conditions they are checked against,
 * the projections after a step, the step controller and the choice between explicit and implicit.
 *
 * <p>A method is one tableau: {@link marginflow.flow.method.ExplicitTableau}, {@link
 * marginflow.flow.method.RosenbrockTableau}.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code linalg}, {@code network}, {@code
 * flow.field}, {@code flow.stiff}; {@code flow.kink}, {@code flow.captured}, {@code flow} may
 * depend on it.
 */
package marginflow.flow.method;
