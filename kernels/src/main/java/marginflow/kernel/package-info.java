/**
 * The contract of each kernel and the only place where an implementation is selected.
 *
 * <p>{@link marginflow.kernel.Kernels} states products, gates, losses and stage combinations,
 * {@link marginflow.kernel.TwoLayerKernel} the fused two-layer network; {@link
 * marginflow.kernel.KernelSelector} makes an implementation by name. The scalar loops live here and
 * are the reading copy of the contract; the vector ones in {@code marginflow.kernel.vector}. Both
 * take sums in one fixed order and agree bit for bit.
 *
 * <p>May depend on {@code array}, {@code kernel.vector}; {@code kernel.vector}, {@code loss},
 * {@code network}, {@code network.layered}, {@code flow.field}, {@code flow.stiff}, {@code
 * flow.method}, {@code flow.captured}, {@code flow}, {@code certificate.kkt}, {@code certificate},
 * {@code experiment}, {@code reference}, {@code io.run}, {@code crosscheck}, {@code report}, {@code
 * profile}, {@code profile.codegen}, {@code claims}, {@code run}, {@code sweep}, {@code cli},
 * {@code bench} may depend on it.
 */
package marginflow.kernel;
