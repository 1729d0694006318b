/**
 * What can be proved of a direction θ/‖θ‖ from θ and the data alone: feasibility, KKT residual and
 * multipliers, bounds on the best normalized margin, local optimality, witnesses and verdicts. It
 * recomputes everything and trusts nothing that a flow reported. {@link
 * marginflow.certificate.Certifier} is the way in; {@code docs/theory.md} has the equations, {@code
 * docs/decisions/008-certificates.md} what was tried, with figures.
 *
 * <p>A verdict is of the direction given: it does not change when θ is multiplied by a positive
 * number, and its window of tight rows ({@code TightWindow}) is chosen by the direction alone. The
 * exact KKT point found from it has a verdict of its own ({@code Nearby}). {@code Ruling} words
 * both for documents, text, reports, tables and claims.
 *
 * <p>The classes are best read in this order.
 *
 * <ol>
 *   <li>The answer: {@code Verdict}, {@code Certificate}, {@code MarginBound}, {@code Witness},
 *       {@code CertifyOptions}.
 *   <li>The KKT residual: {@code ActiveConstraints}, {@code TightCone}, {@code KktAnalysis}, {@code
 *       KktSearch}; {@code Polish} goes from there to the exact point.
 *   <li>Bounds of the best margin: {@code HardMargin}, {@code LinearMargins}, {@code DualBound},
 *       {@code DualSearch}, {@code TwoLayerMargins}.
 *   <li>Local optimality: {@code LocalAnalysis}, {@code RepellingKinkCases}, {@code SecondOrder},
 *       {@code Descent} with {@code ExactNet}; layer by layer {@code LayerAnalysis}.
 *   <li>Solvers that know nothing of networks: {@code BoxLeastSquares}, {@code
 *       NonNegativeLeastSquares}, {@code RevisedSimplex}, {@code Minres}, {@code SymmetricEigen},
 *       {@code UpdatedQr}.
 * </ol>
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code linalg}, {@code loss}, {@code network},
 * {@code network.layered}, {@code certificate.verdict}, {@code certificate.problem}, {@code
 * certificate.bound}, {@code certificate.kkt}, {@code certificate.local}; {@code experiment},
 * {@code io.run}, {@code crosscheck}, {@code report}, {@code profile}, {@code claims}, {@code run},
 * {@code sweep}, {@code cli}, {@code bench} may depend on it.
 */
package marginflow.certificate;
