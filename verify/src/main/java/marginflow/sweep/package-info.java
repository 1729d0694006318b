/**
 * Many flows from one description: the cells of a product of axes, the table that holds one row per
 * cell and is gone on with after an interruption, and what is summed up and drawn of it.
 *
 * <p>The command {@code sweep} may depend on this package, which runs nothing itself; it depends on
 * {@code marginflow.certificate}, {@code marginflow.flow}, {@code marginflow.io} and {@code
 * marginflow.report}.
 */
@NullMarked
package marginflow.sweep;

import org.jspecify.annotations.NullMarked;
