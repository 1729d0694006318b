package marginflow.flow.event;

import java.util.OptionalDouble;

/**
 * A kink met on the way.
 *
 * @param kind what happened
 * @param step accepted steps before it
 * @param tau τ-time of the event; of a crossing inside a step, that of the step's end
 * @param logLoss natural logarithm of the loss there
 * @param unit hidden unit, numbered through all layers
 * @param row sample
 * @param slope of an {@link Kind#AMBIGUOUS} kink, 0 on the lower side and 1 on the upper one
 */
public record FlowEvent(
    Kind kind, long step, double tau, double logLoss, int unit, int row, OptionalDouble slope) {

  /** An event at which no slope is told. */
  public FlowEvent(Kind kind, long step, double tau, double logLoss, int unit, int row) {
    this(kind, step, tau, logLoss, unit, row, OptionalDouble.empty());
  }

  /** What can happen at a kink. */
  public enum Kind {
    /** The kink went from the negative to the positive side. */
    CROSS_UP,
    /** The kink went from the positive to the negative side. */
    CROSS_DOWN,
    /** The kink began to slide on its surface. */
    SLIDE,
    /** The kink left its surface for the positive side. */
    RELEASE_UP,
    /** The kink left its surface for the negative side. */
    RELEASE_DOWN,
    /**
     * The flow is not unique here: the kink that leaves its surface next might stay on it or leave
     * to the other side. Or it turned back from a surface that repels, on a slope of 0 or 1, by
     * less than the tolerance tells.
     */
    AMBIGUOUS
  }
}
