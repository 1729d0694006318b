/**
 * Local optimality: every piece of the margin next to a KKT point is asked for a direction of
 * ascent, then the second order; a way up is a witness only if exact arithmetic confirms it. The
 * same for one layer at a time.
 *
 * <p>May depend on {@code array}, {@code linalg}, {@code network}, {@code certificate.verdict},
 * {@code certificate.problem}, {@code certificate.bound}, {@code certificate.kkt}; {@code
 * certificate} may depend on it.
 */
package marginflow.certificate.local;
