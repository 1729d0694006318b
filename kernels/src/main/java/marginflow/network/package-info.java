/**
 * Networks as constraint rows: an {@link marginflow.network.Architecture} says how a flat θ is cut
 * into layers and how it scales; bound to a {@link marginflow.network.Dataset} it is a {@link
 * marginflow.network.MarginModel}, the margins {@code q_i(θ) = y_i Φ(θ; x_i)} with value,
 * derivatives, tangent Gram and {@link marginflow.network.Kinks}. Forward and backward passes are
 * loops over kernels; a new architecture is one class here.
 *
 * <p>A model is a chain of stages: layers, linear in their weights and affine in their input, and
 * gates, linear once their pattern is held. Every derivative is a composition of the stages' linear
 * maps and their transposes, written once in {@code LayeredModel}; the two-layer fully connected
 * network has a fused kernel instead. {@link marginflow.network.Architectures#GRAMMAR} is the
 * notation for all of them.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code linalg}; {@code flow.field}, {@code
 * flow.stiff}, {@code flow.method}, {@code flow.kink}, {@code flow}, {@code certificate.problem},
 * {@code certificate.bound}, {@code certificate.kkt}, {@code certificate.local}, {@code
 * certificate}, {@code experiment}, {@code reference}, {@code io}, {@code crosscheck}, {@code
 * report}, {@code profile}, {@code profile.codegen}, {@code claims}, {@code sweep}, {@code cli},
 * {@code bench} may depend on it.
 */
package marginflow.network;
