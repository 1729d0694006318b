/**
 * What a certificate can say: verdicts of a point and of its layers, bounds of the best margin, and
 * witnesses against local optimality. Data only.
 */
package marginflow.certificate.verdict;
