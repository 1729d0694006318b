/**
 * The contract of each kernel and the only place where an implementation is selected.
 *
 * <p>{@link marginflow.kernel.Kernels} states products, gates, losses and stage combinations,
 * {@link marginflow.kernel.TwoLayerKernel} the fused two-layer network; {@link
 * marginflow.kernel.KernelSelector} makes an implementation by name. The scalar loops live here and
 * are the reading copy of the contract; the vector ones in {@code marginflow.kernel.vector}. Both
 * take sums in one fixed order and agree bit for bit.
 *
 * <p>{@code marginflow.network}, {@code marginflow.loss} and everything above may depend on this
 * package; it depends on {@code marginflow.array}.
 */
package marginflow.kernel;
