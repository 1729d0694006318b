package marginflow.flow;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a flow ended. Every ending is a value with a name; the sentence stands in {@link FlowResult}.
 */
public enum Termination {
  /** The loss reached the horizon asked for. */
  HORIZON_REACHED("horizon-reached"),
  /** The KKT residual fell to the value asked for. */
  KKT_REACHED("kkt-reached"),
  /** The loss never fell below ℓ(0): no direction that separates the data was found. */
  NOT_SEPARATED("not-separated"),
  /** The velocity vanished: a stationary point at finite norm. */
  STATIONARY("stationary"),
  /** The number of accepted steps reached its limit. */
  STEP_LIMIT("step-limit"),
  /** The time allowed ran out. */
  TIME_LIMIT("time-limit"),
  /** The steps of a method of fixed step size left the finite numbers: its step was too long. */
  DIVERGED("diverged"),
  /** Double precision no longer resolves the dynamics. */
  PRECISION_LIMIT("precision-limit"),
  /** Stopped from outside; the state can be resumed. */
  INTERRUPTED("interrupted");

  private final String id;

  Termination(String id) {
    this.id = id;
  }

  /** The name used in files and on the command line. */
  public String id() {
    return id;
  }

  /** The ending of a name; empty if there is none. */
  public static Optional<Termination> of(String id) {
    return Arrays.stream(values()).filter(ending -> ending.id.equals(id)).findFirst();
  }
}
