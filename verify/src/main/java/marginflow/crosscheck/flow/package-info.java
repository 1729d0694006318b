/**
 * The long-horizon integrator against references and laws, on random small problems.
 *
 * <p>A {@link marginflow.crosscheck.flow.FlowProblem} is made from a seed: gaussian samples with
 * random labels, one or two hidden layers, both losses. Its flow is run through the public entry
 * and compared at one loss with a reference that shares no code with it ({@link
 * marginflow.reference.LocatedFlow} for two layers, {@link marginflow.reference.BruteForceFlow} for
 * more), and with the flows of the same problem rotated, permuted, split and rescaled, which must
 * be its images. Where the reference says that the flow is not unique nothing is judged.
 *
 * <p>May be used by {@code cli} and tests; uses {@code reference}, {@code io} and {@code kernels}.
 */
@NullMarked
package marginflow.crosscheck.flow;

import org.jspecify.annotations.NullMarked;
