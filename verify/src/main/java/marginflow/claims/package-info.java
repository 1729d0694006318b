/**
 * The papers' statements as claims: each with its data, its flow, its certificate and what is
 * expected of them. {@link marginflow.claims.Catalogue} is the one list.
 *
 * <p>A {@link marginflow.claims.Protocol} only measures; it never sees the {@link
 * marginflow.claims.Expectation}s, which are data of the {@link marginflow.claims.Claim} and are
 * compared with the measurements afterwards. So nothing expected can leak into what is computed,
 * and a test that plants a wrong expectation must see every claim fail.
 *
 * <p>Every run keeps account of the laws of the flow ({@link marginflow.claims.RunLaws}); claims
 * F1, F6 and F8 are about all runs of all other claims, and run those that were not run before.
 *
 * <p>The census, {@link marginflow.claims.CensusTable}, expects nothing: it runs flows from random
 * starts on random data and counts what their limits are.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code loss}, {@code network}, {@code flow},
 * {@code flow.event}, {@code certificate}, {@code certificate.verdict}, {@code experiment}, {@code
 * network.layered}, {@code certificate.bound}, {@code reference}, {@code io}, {@code io.data},
 * {@code io.run}, {@code report}; {@code cli} may depend on it.
 */
@NullMarked
package marginflow.claims;

import org.jspecify.annotations.NullMarked;
