/**
 * Gradient flow over a long horizon: the right side in polar form, integrators, step control, kinks
 * and sliding, stop rules and checkpoints.
 *
 * <p>{@code marginflow.certificate} and everything above may depend on this package; it depends on
 * {@code marginflow.network}, {@code marginflow.loss} and {@code marginflow.array}.
 */
package marginflow.flow;
