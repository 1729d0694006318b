/**
 * What happens to a flow at its kinks, as a caller sees it: the events and, where the flow is not
 * unique, the branch it follows.
 */
package marginflow.flow.event;
