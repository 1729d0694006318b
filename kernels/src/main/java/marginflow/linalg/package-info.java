/**
 * Dense algorithms that know nothing of networks: vectors, products with matrices, Cholesky and QR
 * with updates, Minres, symmetric eigenvalues, non-negative and box least squares, the shortest
 * combination and the nearest point of a hull, the simplex method and covering linear programs.
 * Each is tested by itself, the solvers against an independent library.
 *
 * <p>Sums have a fixed order, so that results are the same on any machine.
 *
 * <p>May depend on {@code array}; {@code network.layered}, {@code flow.field}, {@code flow.stiff},
 * {@code flow.method}, {@code flow.kink}, {@code flow.captured}, {@code flow}, {@code
 * certificate.problem}, {@code certificate.bound}, {@code certificate.kkt}, {@code
 * certificate.local}, {@code certificate}, {@code experiment}, {@code reference}, {@code
 * profile.codegen} may depend on it.
 */
package marginflow.linalg;
