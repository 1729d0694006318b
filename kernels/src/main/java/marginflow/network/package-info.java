/**
 * Networks as constraint rows: an {@link marginflow.network.Architecture} says how a flat θ is cut
 * into layers and how it scales; bound to a {@link marginflow.network.Dataset} it is a {@link
 * marginflow.network.MarginModel}, the margins {@code q_i(θ) = y_i Φ(θ; x_i)} with value,
 * derivatives, tangent Gram and {@link marginflow.network.Kinks}. Forward and backward passes are
 * loops over kernels; a new architecture is one class here.
 *
 * <p>{@code marginflow.flow}, {@code marginflow.certificate} and everything above may depend on
 * this package; it depends on {@code marginflow.kernel}, {@code marginflow.loss} and {@code
 * marginflow.array}.
 */
package marginflow.network;
