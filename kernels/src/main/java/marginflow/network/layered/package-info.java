/**
 * Networks on data: {@link marginflow.network.layered.Models} binds an architecture to a data set,
 * which makes it a {@link marginflow.network.MarginModel}.
 *
 * <p>A model is a chain of stages: layers, linear in their weights and affine in their input, and
 * gates, linear once their pattern is held. Every derivative is a composition of the stages' linear
 * maps and their transposes, written once in {@code LayeredModel}; the two-layer fully connected
 * network has a fused kernel instead, in {@code TwoLayerModel}.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code linalg}, {@code network}; {@code
 * certificate}, {@code experiment}, {@code crosscheck}, {@code report}, {@code profile.codegen},
 * {@code claims}, {@code run}, {@code cli}, {@code bench} may depend on it.
 */
package marginflow.network.layered;
