/**
 * What is kept of a measurement: rows of small, sorted, reviewable text under {@code
 * results/bench}, the environment they were measured in, and the page and figure made from them.
 * {@link marginflow.bench.record.Comparison} says what changed between two folders beyond noise.
 *
 * <p>Knows rows, not how they were measured: depends on the JDK and JSON only. Used by {@code
 * marginflow.bench}.
 */
@NullMarked
package marginflow.bench.record;

import org.jspecify.annotations.NullMarked;
