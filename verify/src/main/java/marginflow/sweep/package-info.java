/**
 * Many flows from one description. A {@link marginflow.sweep.Description} is read from YAML or JSON
 * ({@link marginflow.sweep.DescriptionReader}) or made of options; its cells are the product of
 * axes ({@link marginflow.sweep.Axis}), made when they are asked for ({@link
 * marginflow.sweep.Grid}) and named by the hash of what decides them ({@link
 * marginflow.sweep.Cell}). Rows ({@link marginflow.sweep.Row}) are appended as cells end and put in
 * order at the end ({@link marginflow.sweep.Results}); the page is {@link
 * marginflow.sweep.SweepPage}.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code loss}, {@code network}, {@code flow},
 * {@code flow.event}, {@code certificate}, {@code certificate.verdict}, {@code experiment}, {@code
 * io}, {@code io.data}, {@code io.run}, {@code report}; {@code cli} may depend on it.
 */
@NullMarked
package marginflow.sweep;

import org.jspecify.annotations.NullMarked;
