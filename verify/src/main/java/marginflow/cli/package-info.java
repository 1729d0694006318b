/**
 * The commands a person types, and nothing else: each one reads its options, calls the packages
 * that do the work, and prints. Results go to standard output, everything else to standard error;
 * what an exit code means is said once, in {@link marginflow.cli.ExitCode}.
 *
 * <p>No package may depend on this one. It may use every other package of this module, and the
 * kernels.
 */
@NullMarked
package marginflow.cli;

import org.jspecify.annotations.NullMarked;
