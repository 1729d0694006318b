/**
 * Steps that capture their kinks instead of locating them: {@link
 * marginflow.flow.captured.ChebyshevStepper} follows the smooth field with all sides held, by as
 * many stages of a stabilized explicit method as {@link marginflow.flow.captured.SpectralRadius}
 * asks for; {@link marginflow.flow.captured.KinkCapture} then decides what every kink did that slid
 * or changed sign, all together, by one complementarity problem. {@code docs/theory.md} has the
 * problem, {@code docs/decisions/013-captured-kinks.md} what it costs and what lost.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code linalg}, {@code network}, {@code
 * flow.event}, {@code flow.field}, {@code flow.method}, {@code flow.kink}; {@code flow} may depend
 * on it.
 */
package marginflow.flow.captured;
