/**
 * The rules of the house: how sources are formatted, what must be documented, where pages may lead,
 * and who may import whom. They stand in this module because it alone has every other one on its
 * class path.
 *
 * <p>Nothing depends on this package; it reads the sources and classes of all others.
 */
@NullMarked
package marginflow.house;

import org.jspecify.annotations.NullMarked;
