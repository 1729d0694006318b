/**
 * The contract of each kernel and the only place where an implementation is selected.
 *
 * <p>{@code marginflow.network}, {@code marginflow.loss} and everything above may depend on this
 * package; it depends on {@code marginflow.array}.
 */
package marginflow.kernel;
