/** Tests of the suite {@code flow}. */
@NullMarked
package marginflow.bench.flow;

import org.jspecify.annotations.NullMarked;
