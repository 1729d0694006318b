/**
 * Every kernel against its naive twin: operation × shape × seed × special value gives a deviation,
 * measured in units of the rounding bound that the twin itself carries ({@link
 * marginflow.reference.Bounded}). A kernel holds when its largest deviation is at most 1.
 *
 * <p>Beside the twins there are checks that need none: homogeneity, Euler's identity, vjp and jvp
 * adjoint to each other, memory outside a view untouched, and equal bits for any number of threads,
 * on repetition, against the scalar loops, and in the interpreter. At the sizes where a kernel's
 * own loops pass from one block to the next ({@link marginflow.kernel.Seams}), one below and one
 * above, its bits are those of the scalar loops; and kernels, bound networks and models give the
 * bits of fresh ones after inputs that were not finite and after larger ones. The last two are
 * checked at every lane width, emulated where the machine lacks it.
 *
 * <p>May be used by {@code cli} and tests; uses {@code reference} and {@code kernels}.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code loss}, {@code network}, {@code flow},
 * {@code flow.event}, {@code certificate}, {@code certificate.verdict}, {@code experiment}, {@code
 * network.layered}, {@code reference}, {@code io}, {@code io.data}, {@code io.run}; {@code
 * profile.codegen}, {@code run}, {@code cli} may depend on it.
 */
@NullMarked
package marginflow.crosscheck;

import org.jspecify.annotations.NullMarked;
