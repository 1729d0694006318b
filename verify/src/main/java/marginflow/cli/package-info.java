/**
 * The commands a person types, and nothing else: each one reads its options, calls the packages
 * that do the work, and prints. Results go to standard output, everything else to standard error;
 * what an exit code means is said once, in {@link marginflow.cli.ExitCode}.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code loss}, {@code network}, {@code flow},
 * {@code flow.event}, {@code certificate}, {@code certificate.verdict}, {@code experiment}, {@code
 * network.layered}, {@code certificate.kkt}, {@code reference}, {@code io}, {@code io.data}, {@code
 * io.run}, {@code crosscheck}, {@code report}, {@code profile}, {@code profile.codegen}, {@code
 * claims}, {@code run}, {@code sweep}; no package may depend on it.
 */
@NullMarked
package marginflow.cli;

import org.jspecify.annotations.NullMarked;
