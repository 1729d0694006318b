/**
 * JMH suites, one class each: our kernels and their peers are values of one parameter, so that each
 * row of a result was measured by the same code on the same operands. Every suite checks its
 * operands against {@code marginflow.reference} before it times anything. The module stays on the
 * class path, where JMH's forked virtual machines live.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code loss}, {@code network}, {@code flow},
 * {@code flow.event}, {@code certificate}, {@code certificate.verdict}, {@code experiment}, {@code
 * network.layered}, {@code certificate.bound}, {@code reference}, {@code io}, {@code io.data},
 * {@code io.run}, {@code report}; no package may depend on it.
 */
@NullMarked
package marginflow.bench;

import org.jspecify.annotations.NullMarked;
