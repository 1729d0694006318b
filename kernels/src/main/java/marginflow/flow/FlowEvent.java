package marginflow.flow;

/**
 * A kink met on the way.
 *
 * @param kind what happened
 * @param step accepted steps before it
 * @param tau τ-time of the event
 * @param logLoss natural logarithm of the loss there
 * @param unit hidden unit, numbered through all layers
 * @param row sample
 */
public record FlowEvent(Kind kind, long step, double tau, double logLoss, int unit, int row) {

  /** What can happen at a kink. */
  public enum Kind {
    /** The pair went from the negative to the positive side. */
    CROSS_UP,
    /** The pair went from the positive to the negative side. */
    CROSS_DOWN,
    /** The pair began to slide on its surface. */
    SLIDE,
    /** The pair left its surface for the positive side. */
    RELEASE_UP,
    /** The pair left its surface for the negative side. */
    RELEASE_DOWN
  }
}
