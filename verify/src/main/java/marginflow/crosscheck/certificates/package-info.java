/**
 * Certificates against everything that could contradict them, on random problems small enough for
 * exact answers: bounds against {@link marginflow.reference.ExactMargins}; every proved local or
 * global optimum against {@link marginflow.crosscheck.certificates.LocalAttack}, which climbs on
 * every piece that meets at the point; witnesses in double-double arithmetic; and the same point
 * scaled, rotated, permuted, split and perturbed.
 *
 * <p>Networks have two layers or more, are linear or diagonal, have filters that are shared or not,
 * pools, and units that stay at zero. Where no program knows the best margin, attacks from afar
 * take its place.
 *
 * <p>Nothing here uses the arithmetic of the certificates. May be used by {@code cli} and tests.
 */
@NullMarked
package marginflow.crosscheck.certificates;

import org.jspecify.annotations.NullMarked;
