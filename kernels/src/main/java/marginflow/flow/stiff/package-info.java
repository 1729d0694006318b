/**
 * The linear systems of an implicit step: a multiple of the identity, the active rows of the margins
 * as a term of low rank, and the rates at which sliding kinks move. {@link
 * marginflow.flow.stiff.StiffSystem} chooses the solver by what a solve costs: by the Woodbury
 * formula, in an orthogonal basis of the rows, or by preconditioned conjugate gradients.
 */
package marginflow.flow.stiff;
