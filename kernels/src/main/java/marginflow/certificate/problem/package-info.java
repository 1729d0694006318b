/**
 * The margin problem as certificates see it: samples times their labels, the structure of a network
 * that bounds and pieces are made for, a point scaled to margin one, and networks evaluated in
 * exact arithmetic.
 *
 * <p>May depend on {@code array}, {@code linalg}, {@code network}; {@code certificate.bound},
 * {@code certificate.kkt}, {@code certificate.local}, {@code certificate} may depend on it.
 */
package marginflow.certificate.problem;
