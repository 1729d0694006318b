/**
 * The conditions of Karush, Kuhn and Tucker: multipliers and residual of a point with its kinks as
 * a product of intervals ({@link marginflow.certificate.kkt.KktAnalysis}), the window in which
 * multipliers may sit, and the exact KKT point next to it ({@link
 * marginflow.certificate.kkt.Polish}).
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code linalg}, {@code network}, {@code
 * certificate.problem}; {@code certificate.local}, {@code certificate}, {@code run}, {@code cli}
 * may depend on it.
 */
package marginflow.certificate.kkt;
