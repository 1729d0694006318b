/**
 * Whether the compiler made of the vector kernels what they were written for. A second JVM
 * exercises them under {@code -XX:CompileCommand=print}; without hsdis that prints each method's
 * machine code in hexadecimal, in which {@link marginflow.profile.codegen.FmaScan} looks for the
 * vector fused multiply-adds of the lane width inside a backward jump. x86-64 only.
 *
 * <p>The methods to judge are not listed by hand: they are those of {@code
 * marginflow.kernel.vector} whose byte code calls {@code DoubleVector.fma}. Only {@code
 * marginflow.cli} may depend on this package.
 */
@NullMarked
package marginflow.profile.codegen;

import org.jspecify.annotations.NullMarked;
