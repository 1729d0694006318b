/**
 * Adapters of the libraries that people would compose instead of our kernels, one class each,
 * behind two interfaces: {@link marginflow.bench.peer.Gemm} for matrix products and {@link
 * marginflow.bench.peer.Gradient} for the full gradient of a two-layer network.
 *
 * <p>A peer is given the best glue there is: heap arrays passed to native code without a copy
 * (foreign functions linked as critical), epilogues written with the Vector API and fused into one
 * pass over the hidden layer, and our own vectorized softmin. Only the suites of {@code
 * marginflow.bench} may depend on this package.
 */
@NullMarked
package marginflow.bench.peer;

import org.jspecify.annotations.NullMarked;
