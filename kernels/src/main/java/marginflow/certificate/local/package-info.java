/**
 * Local optimality: every piece of the margin next to a KKT point is asked for a direction of ascent,
 * then the second order; a way up is a witness only if exact arithmetic confirms it. The same for
 * one layer at a time.
 */
package marginflow.certificate.local;
