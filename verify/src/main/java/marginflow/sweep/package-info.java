/**
 * Many flows from one description: the cells of a product of axes, the table that holds one row per
 * cell and is gone on with after an interruption, and what is summed up and drawn of it.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code loss}, {@code network}, {@code flow},
 * {@code flow.event}, {@code certificate}, {@code certificate.verdict}, {@code experiment}, {@code
 * io}, {@code report}; {@code cli} may depend on it.
 */
@NullMarked
package marginflow.sweep;

import org.jspecify.annotations.NullMarked;
