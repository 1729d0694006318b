/**
 * The hand-written SIMD kernels: packing, micro-kernels, the output layer, exponentials, and the
 * one lane-width constant. Not exported; {@code marginflow.kernel.KernelSelector} alone makes them.
 *
 * <p>The classes are best read in this order.
 *
 * <ol>
 *   <li>{@code Lanes}: the lane width, one per virtual machine.
 *   <li>Products: {@code Panels} holds packed operands, {@code Product} runs {@code ProductTile}
 *       and {@code SixRowTile} on them, {@code ParallelProduct} in parts on a {@code WorkerPool}.
 *   <li>A two-layer network: {@code VectorTwoLayer} is the fused kernel, {@code OutputLayer} its
 *       second layer. The backward pass is no product: sums over four samples are looked up by sign
 *       bits, {@code FourRussiansTable} and {@code FourRussiansTile}.
 *   <li>The same with one to four inputs, lanes over units throughout: {@code FewInputsTwoLayer},
 *       {@code FewInputsForward}, {@code PermutedTile}.
 *   <li>{@code Exponentials} and {@code Elementwise}.
 * </ol>
 *
 * <p><b>Bits.</b> Every element of a product is one chain of fused multiply-adds in the order of k,
 * whatever lane width, block size and number of threads. Interpreted ({@code -Xint}), compiled,
 * scalar, 128-, 256- and 512-bit runs with one to three threads gave the same hash of gradients,
 * tangents, Gram matrices and weights.
 *
 * <p>What was tried, what lost, and what falls short of its aim, with figures: {@code
 * docs/decisions/009-matrix-products.md}, {@code docs/decisions/010-backward-pass-by-look-ups.md},
 * {@code docs/decisions/011-forward-pass-and-few-inputs.md}.
 *
 * <p>May depend on {@code array}, {@code kernel}; {@code kernel} may depend on it.
 */
package marginflow.kernel.vector;
