/**
 * Bounds of the best margin that any parameters of norm one have: for linear and diagonal networks
 * by the hard margin, for two layers by Lagrangian duality over neurons, by branch and bound.
 *
 * <p>May depend on {@code array}, {@code linalg}, {@code network}, {@code certificate.verdict},
 * {@code certificate.problem}; {@code certificate.local}, {@code certificate}, {@code claims},
 * {@code bench} may depend on it.
 */
package marginflow.certificate.bound;
