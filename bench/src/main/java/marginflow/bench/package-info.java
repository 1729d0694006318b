/**
 * JMH suites, one class each: our kernels and their peers are values of one parameter, so that each
 * row of a result was measured by the same code on the same operands. Every suite checks its
 * operands against {@code marginflow.reference} before it times anything. The module stays on the
 * class path, where JMH's forked virtual machines live.
 *
 * <p>Nothing depends on this package; the program finds it as a class path of its own and starts it
 * as a child.
 */
@NullMarked
package marginflow.bench;

import org.jspecify.annotations.NullMarked;
