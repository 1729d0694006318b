package marginflow.flow;

import marginflow.flow.event.FlowEvent;

/** Watches a flow. Called on the thread that integrates. */
public interface FlowObserver {

  /** An observer that does nothing. */
  FlowObserver NONE = new FlowObserver() {};

  /** Called with the start and after every accepted step. */
  default void accepted(FlowView view) {}

  /** Called for every event, before the step that follows it. */
  default void event(FlowEvent event) {}

  /** Asked after every accepted step; true ends the flow as {@link Termination#INTERRUPTED}. */
  default boolean interrupted() {
    return false;
  }
}
