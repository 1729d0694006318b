/**
 * The linear systems of an implicit step: a multiple of the identity, the active rows of the
 * margins as a term of low rank, and the rates at which sliding kinks move. {@link
 * marginflow.flow.stiff.StiffSystem} chooses the solver by what a solve costs: by the Woodbury
 * formula, in an orthogonal basis of the rows, or by preconditioned conjugate gradients.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code linalg}, {@code network}, {@code
 * flow.field}; {@code flow.method}, {@code flow.kink}, {@code flow} may depend on it.
 */
package marginflow.flow.stiff;
