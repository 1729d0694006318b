/** Tests of what is kept of a measurement. */
@NullMarked
package marginflow.bench.record;

import org.jspecify.annotations.NullMarked;
