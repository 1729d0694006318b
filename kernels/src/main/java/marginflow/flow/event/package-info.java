/**
 * What happens to a flow at its kinks, as a caller sees it: the events and, where the flow is not
 * unique, the branch it follows.
 *
 * <p>May depend on no other package; {@code flow.kink}, {@code flow.captured}, {@code flow}, {@code
 * io.run}, {@code crosscheck}, {@code report}, {@code profile}, {@code claims}, {@code run}, {@code
 * sweep}, {@code cli}, {@code bench} may depend on it.
 */
package marginflow.flow.event;
