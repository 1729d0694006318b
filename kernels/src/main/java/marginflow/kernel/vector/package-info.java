/**
 * The hand-written SIMD kernels: packing, micro-kernels, the output layer, exponentials, and the
 * one lane-width constant. Not exported; {@code marginflow.kernel.KernelSelector} alone makes them.
 *
 * <p>{@code marginflow.kernel} may depend on this package, and this package on it and on {@code
 * marginflow.array}.
 */
package marginflow.kernel.vector;
