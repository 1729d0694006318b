/**
 * The hand-written SIMD kernels: packing, micro-kernels, the output layer, exponentials, and the
 * one lane-width constant. Not exported; {@code marginflow.kernel.KernelSelector} alone makes them.
 *
 * <p>{@code marginflow.kernel} may depend on this package, and this package on it and on {@code
 * marginflow.array}.
 *
 * <p><b>How products work.</b> Operands are packed whole: the left one in panels of 12, 8 or 4
 * rows, the right one in panels of two vectors of columns. A tile of C stays in registers while k
 * runs, one chain of fused multiply-adds per element, so that every lane width, block size and
 * number of threads gives the bits of the scalar loops. The two-layer network keeps X packed, by
 * samples for the forward pass and by features for the backward pass, which needs the sign bits
 * alone: slopes are made in registers from the bits, and no n × m matrix of derivatives is ever
 * written.
 *
 * <p><b>What was tried.</b> Zen 4 with AVX-512, two cores, JDK 25, one thread, busy neighbours,
 * best of many short samples; the fused multiply-add peak measured beside it is 59 GF/s with
 * 512-bit and with 256-bit vectors alike, since this core splits the wide ones.
 *
 * <ul>
 *   <li>Tiles of 12 × 2 vectors with tails of 12, 8 and 4 rows: 50 GF/s at 256³ and (1000, 256,
 *       64), 85 % of the peak with packing counted. With tails of 4 rows only, the gradient of (64,
 *       20, 100) took 26 µs, in which tiles of 4 features paid for slopes that 12 share; together
 *       with the next two changes it takes 17.
 *   <li>Packing by scalar loops of four lines: 38 to 41 GF/s at 64³. Transposing 8 × 8 blocks in
 *       registers: 43.
 *   <li>Signs and margins in two passes over the pre-activations: 162 µs for the forward pass of
 *       (256, 20, 512). In one pass: 140 to 146, against 139 for the tangent, which reads no signs.
 *   <li>Pieces of k of 64 (blocks of 384 rows): 38, 35 and 27 GF/s at 512³, 1024³ and (2048, 512,
 *       784); 128 (192 rows): 41, 29 and 36; 192 (96 rows): 44, 42 and 44; 256 (192 rows): 44, 41
 *       and 43. Shorter pieces load and store C too often.
 *   <li>Packing the whole left operand first: 0.64 and 0.56 of OpenBLAS at (2048, 512, 784), in a
 *       memory shared with busy neighbours. Packing it block by block: 0.88 and 0.95. In the same
 *       runs: 0.77 and 1.1 of OpenBLAS at 64³ (AB, ABᵀ), 1.05 and 1.09 at 128³, 0.96 at 256³, 0.91
 *       and 0.97 at 512³, 1.06 at (256, 512, 20), 0.97 at (1000, 256, 64); of MKL 1.2 at 64³ and
 *       128³, 1.00 at 256³, 1.02 at (256, 512, 20), 0.97 to 1.01 at (1000, 256, 64). At 1024³
 *       ratios ran from 0.35 to 0.91 with the neighbours' use of memory; what they are on a quiet
 *       machine is open.
 *   <li>Lanes over samples instead of units: the backward pass would end in a horizontal sum per
 *       weight, about ten times the work of the products for n = 20. Not built.
 *   <li>Two threads where the core is shared with ten busy processes: the backward pass of (1000,
 *       64, 256) took 374 µs instead of 685, small problems (under half a million products) the
 *       same time as with one thread, because helpers are left asleep.
 * </ul>
 *
 * <p><b>Bits.</b> Interpreted ({@code -Xint}), compiled, scalar, 128-, 256- and 512-bit runs with
 * one to three threads gave the same hash of gradients, tangents, Gram matrices and weights.
 */
package marginflow.kernel.vector;
