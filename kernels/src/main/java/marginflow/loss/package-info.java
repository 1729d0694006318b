/**
 * Losses on margins, carried by their logarithm so that {@code log10 𝓛 = -10^10} is an ordinary
 * number, and the softmin weights {@code p_i = -ℓ'(q_i)/𝓛} that the flow is driven by.
 *
 * <p>May depend on {@code array}, {@code kernel}; {@code flow.field}, {@code flow}, {@code
 * certificate}, {@code experiment}, {@code reference}, {@code io.run}, {@code crosscheck}, {@code
 * report}, {@code profile}, {@code profile.codegen}, {@code claims}, {@code run}, {@code sweep},
 * {@code cli}, {@code bench} may depend on it.
 */
package marginflow.loss;
