/**
 * Whether the compiler made of the vector kernels what they were written for. A second JVM
 * exercises them under {@code -XX:CompileCommand=print}; without hsdis that prints each method's
 * machine code in hexadecimal, in which {@link marginflow.profile.codegen.FmaScan} looks for the
 * vector fused multiply-adds of the lane width inside a backward jump. x86-64 only.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code linalg}, {@code loss}, {@code network},
 * {@code network.layered}, {@code crosscheck}, {@code profile}; {@code cli} may depend on it.
 */
@NullMarked
package marginflow.profile.codegen;

import org.jspecify.annotations.NullMarked;
