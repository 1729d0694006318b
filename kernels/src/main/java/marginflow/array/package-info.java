/**
 * Row-major matrix views over {@code double[]} and workspaces that are sized once. A view is an
 * array, an offset, a shape and a row stride; it copies nothing and owns nothing, so that a layer
 * of the flat parameter vector can be handed to a kernel as it lies. Matrices have capital names,
 * vectors lower-case ones.
 *
 * <p>Every package may depend on this one; it depends on none.
 */
package marginflow.array;
