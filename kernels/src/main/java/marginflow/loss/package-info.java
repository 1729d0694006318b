/**
 * Losses on margins, carried by their logarithm so that {@code log10 𝓛 = -10^10} is an ordinary
 * number, and the softmin weights {@code p_i = -ℓ'(q_i)/𝓛} that the flow is driven by.
 *
 * <p>{@code marginflow.network}, {@code marginflow.flow} and everything above may depend on this
 * package; it depends on {@code marginflow.kernel} and {@code marginflow.array}.
 */
package marginflow.loss;
