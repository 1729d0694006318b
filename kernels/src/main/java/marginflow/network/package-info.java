/**
 * Networks as constraint rows: an {@link marginflow.network.Architecture} says how a flat θ is cut
 * into layers and how it scales; {@code network.layered} binds it to a {@link
 * marginflow.network.Dataset}, which makes it a {@link marginflow.network.MarginModel}, the margins
 * {@code q_i(θ) = y_i Φ(θ; x_i)} with value, derivatives, tangent Gram and {@link
 * marginflow.network.Kinks}. {@link marginflow.network.Architectures#GRAMMAR} is the notation for
 * all of them; a new architecture is one class here and a chain of stages there.
 *
 * <p>May depend on {@code array}, {@code kernel}; {@code network.layered}, {@code flow.field},
 * {@code flow.stiff}, {@code flow.method}, {@code flow.kink}, {@code flow.captured}, {@code flow},
 * {@code certificate.problem}, {@code certificate.bound}, {@code certificate.kkt}, {@code
 * certificate.local}, {@code certificate}, {@code experiment}, {@code reference}, {@code io.data},
 * {@code io.run}, {@code crosscheck}, {@code report}, {@code profile}, {@code profile.codegen},
 * {@code claims}, {@code run}, {@code sweep}, {@code cli}, {@code bench} may depend on it.
 */
package marginflow.network;
