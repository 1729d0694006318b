/**
 * Adapters of the libraries that people would compose instead of our kernels, one class each,
 * behind two interfaces: {@link marginflow.bench.peer.Gemm} for matrix products and {@link
 * marginflow.bench.peer.Gradient} for the full gradient of a two-layer network.
 *
 * <p>A peer is given the best glue there is: heap arrays passed to native code without a copy
 * (foreign functions linked as critical), epilogues written with the Vector API and fused into one
 * pass over the hidden layer, and our own vectorized softmin. libtorch, which makes gradients by
 * itself, gets the loss as a person would write it down. Large jars come with Maven profiles: MKL
 * (180 MB) with {@code -Ppeers-large}, libtorch through DJL (120 MB) with {@code -Plibtorch}; DJL
 * unpacks it below the user's home on first use. Only the suites of {@code marginflow.bench} may
 * depend on this package.
 *
 * <p>Native functions are called through interfaces made by {@code MethodHandleProxies}, which the
 * compiler sees through: (20, 50, 2) by OpenBLAS takes 0.38 µs so, 0.41 by the handle itself.
 */
@NullMarked
package marginflow.bench.peer;

import org.jspecify.annotations.NullMarked;
