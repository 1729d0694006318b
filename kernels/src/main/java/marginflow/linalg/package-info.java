/**
 * Dense algorithms that know nothing of networks: vectors, Cholesky, QR updates, Minres, symmetric
 * eigenvalues, non-negative and box least squares, the nearest point of a hull, the simplex method
 * and covering linear programs. Each is tested by itself, the solvers against an independent
 * library.
 *
 * <p>Sums have a fixed order, so that results do not depend on the machine.
 */
package marginflow.linalg;
