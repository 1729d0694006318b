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
 * number of threads gives the bits of the scalar loops.
 *
 * <p><b>How the two-layer backward pass works.</b> It is no product. A slope takes two values, so
 * that four samples can contribute only 16 vectors {@code Σ c_i s_ik x_i} to a unit, whatever the
 * unit: a {@link marginflow.kernel.vector.SubsetTable} holds them for 32 samples in 24 kB, the sign
 * bits are turned over into one word a unit, and {@link marginflow.kernel.vector.SubsetTile} looks
 * eight sums up by a word's nibbles and adds them (the method of four Russians). That is one
 * addition and a load where a product takes four multiply-adds. Making the tables takes 4 µs beside
 * 50 at (256, 20, 512), 35 beside 330 at (1000, 64, 256), 1.0 beside 2.4 at (64, 20, 100). Figures
 * that count floating-point operations count those of the product, so that they can pass the peak.
 * No n × m matrix of derivatives is ever written.
 *
 * <p><b>Few inputs.</b> With one to four inputs the first layer's product is as cheap as what
 * follows it, and lanes over features are mostly empty. {@link
 * marginflow.kernel.vector.ThinTwoLayer} puts lanes over units throughout: {@link
 * marginflow.kernel.vector.ThinForward} does both layers and the signs in one loop over the samples
 * with the weights of 16 units in registers, {@link marginflow.kernel.vector.PermutedTile} looks
 * the sums of four samples up in two registers (512 bits; narrower vectors keep the tables in
 * memory). The sums run in the same order, bit for bit. A gradient of (20, 2, 50) takes 0.79 µs
 * where it took 1.64, (20, 4, 50) 1.00 (1.93), (360, 2, 100) 17 (33), (200, 3, 512) 68 (90).
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
 *   <li>The backward pass as a product with slopes made in registers: 126 µs at (256, 20, 512) and
 *       700 µs at (1000, 64, 256). By tables of four samples: 70 to 80 µs and 335 to 390 µs. In C,
 *       a look-up of a 512-bit vector takes 1.9 cycles where it starts on a cache line and 2.9
 *       where it does not, which a Java array cannot choose; here it takes 2.2, so that the pass is
 *       at 1.8 times the speed of multiply-adds and not at the 3 to 4 that one load a cycle would
 *       give. The disassembly of the loop shows nothing spilled to memory, but a range check for
 *       every look-up, since its place depends on data, and array bases kept in vector registers
 *       and moved back for each; without the checks (a property of the JDK) it took 30 µs where it
 *       takes 39, at d = 16.
 *   <li>Panels of one or two vectors of features instead of three: 100 and 85 µs instead of 70 to
 *       80 at (256, 20, 512).
 *   <li>The tables in registers, lanes over units, looked up by {@code selectFrom} of two vectors:
 *       the compiler makes one {@code vpermi2q} of it. For many features it is no faster: with 32
 *       units to share the loads of a table, 2.4 cycles a look-up with its addition at (256, 20,
 *       512), 53 µs beside 50, whether tables start on cache lines or not; the disassembly shows
 *       nothing but the instructions meant, so that it is the permutation that takes two cycles.
 *       Kept for up to four features, where the other way has lanes to spare: at (20, 2, 50) tables
 *       and look-ups take 0.10 µs. The same by blends of {@code (c_i, α c_i) x_i}, for any width:
 *       0.22, bound by 8 additions and 8 blends where the table takes 2 look-ups.
 *   <li>For few inputs, the forward pass in tiles of four samples by one vector of units, with a
 *       loop over the inputs: 0.90 µs at (20, 2, 50). With the inputs written out: 0.30. Samples
 *       inside, one vector of units, its sums in memory: 0.35; two vectors of units: 0.29, kept.
 *       The floor of four multiplications a vector is 0.15; storing z takes 0.04, since every store
 *       of a Java array crosses a cache line.
 *   <li>Methods that the compiler joins into too large a one: once it holds 18,000 nodes, it calls
 *       what it should inline, and vectors become objects at every call. Finishing in one method
 *       with adding took 0.48 µs instead of 0.32 at (20, 2, 50), the last units in one with the
 *       whole vectors of the output layer 9.6 instead of 8.0 at (64, 20, 100) until their loop
 *       called no method with a vector as an argument.
 *   <li>The units behind the last whole vector one by one: a branch on a random sign each, 2.2 µs
 *       of output layer at (64, 20, 100). One incomplete vector a row: 1.3. Finishing the sums unit
 *       by unit: 1.5 µs, most of it addresses; by vectors of features, units inside: 1.1.
 *   <li>Softmin of 20 margins with the last four by a mask instead of one by one: 110 ns instead of
 *       88.
 *   <li>The output layer on each tile of the first layer while it is in the first cache: 176 to 188
 *       µs for the forward pass of (256, 20, 512) instead of 148. With m = 512, rows are 4096 bytes
 *       apart and all of a tile falls into one set of the cache; through a small buffer it was no
 *       faster.
 *   <li>The output layer inside the micro-kernel, on the registers: after 12 × 2 accumulators the
 *       compiler refuses to inline (NodeCountInliningCutoff), vectors become objects, and the pass
 *       takes ten times as long. With a tile of 4 × 2 it inlines, and takes 218 µs instead of 140.
 *   <li>One sample of the output layer at a time, in blocks of 96: 148 µs; four side by side, in
 *       blocks of 48: 140.
 *   <li>A vector that leaves a branch in two versions (read from bits, or compared): made an object
 *       in one of the loops tried, at 320 µs instead of 218. Branches hand on bits now, not
 *       vectors.
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
 * <p><b>What falls short</b> of the aims for this kind of machine (full gradient against the best
 * of OpenBLAS with glue, netlib, EJML, ojAlgo, libtorch; those against MKL are all reached), by the
 * record in {@code results/bench} and by the phases of a gradient timed one by one:
 *
 * <ul>
 *   <li>(20, 2, 50): 2.03 times as fast, aim 2.0. Of 0.77 µs the forward pass takes 0.36, softmin
 *       0.09, words 0.09, tables and look-ups 0.10, finishing 0.10.
 *   <li>(64, 20, 100): 1.07, aim 1.7. Forward 8.1 µs: the product 5.8, which is the peak for tiles
 *       of whole 16 columns (112 for 100 units; 4.3 without them), packing 0.75, the output layer
 *       1.3; backward 5.3: words 0.5, tables 1.0, look-ups 2.4, bound by loads across cache lines,
 *       of which the last of three for 20 features is half empty, finishing 1.1. The aim leaves 9.1
 *       for all of it.
 *   <li>(256, 20, 512): 1.72, aim 2.0. Forward 123: the product 101 (89 at the peak; 99 where all
 *       tiles of C are stored to one place, so that memory takes 11), the output layer 17, 4 cycles
 *       a vector; backward 78: look-ups and tables 62, words 8, finishing 7.
 *   <li>(1000, 64, 256): 1.51, aim 1.7. The product 600 µs (555 at the peak), look-ups 330: an aim
 *       of 1.7 leaves 880 for both where OpenBLAS takes 1500. (2000, 784, 512): 1.32, aim 1.2.
 *   <li>Products: 0.98 of OpenBLAS at 256³, 0.97 at 512³, 0.91 at 1024³, 0.95 at (2048, 512, 784),
 *       aim 1; of MKL 1.01, 0.93, 0.93 and 1.07, aim 0.95; 1.07 to 1.38 times the better of both at
 *       64³, 128³, (64, 100, 2), (256, 512, 20) and (1000, 256, 64). The micro-kernel alone runs at
 *       98 % of the peak; 86 % are left at 256³, 79 at 512³ and 1024³. The difference is packing
 *       and memory; a prefetch cannot be asked for in Java.
 *   <li>A tangent Gram takes 1.07 times its three products at (256, 20, 512), 1.29 times at (64,
 *       20, 100), gathering and joining them.
 * </ul>
 *
 * <p><b>Bits.</b> Interpreted ({@code -Xint}), compiled, scalar, 128-, 256- and 512-bit runs with
 * one to three threads gave the same hash of gradients, tangents, Gram matrices and weights.
 */
package marginflow.kernel.vector;
