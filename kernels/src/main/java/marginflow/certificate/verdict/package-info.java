/**
 * What a certificate can say: verdicts of a point and of its layers, bounds of the best margin, and
 * witnesses against local optimality. Data only.
 *
 * <p>May depend on no other package; {@code certificate.bound}, {@code certificate.local}, {@code
 * certificate}, {@code io.run}, {@code crosscheck}, {@code report}, {@code profile}, {@code
 * claims}, {@code run}, {@code sweep}, {@code cli}, {@code bench} may depend on it.
 */
package marginflow.certificate.verdict;
