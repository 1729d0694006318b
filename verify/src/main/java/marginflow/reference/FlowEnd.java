package marginflow.reference;

/**
 * Where a reference flow ended.
 *
 * @param status why it ended there
 * @param theta parameters, length P
 * @param tau τ-time
 * @param logLoss natural logarithm of the loss
 */
public record FlowEnd(Status status, double[] theta, double tau, double logLoss) {

  /** Why a reference flow ended. */
  public enum Status {
    /** The loss fell to the value asked for. */
    REACHED,
    /** The velocity vanished. */
    AT_REST,
    /** A limit of time or work ended it before anything was decided. */
    UNDECIDED
  }

  /** Whether the loss asked for was reached. */
  public boolean reached() {
    return status == Status.REACHED;
  }

  /** Distance of another point from this one, relative to this one's norm. */
  public double distance(double[] other) {
    double apart = 0;
    double size = 0;
    for (int j = 0; j < theta.length; j++) {
      apart = Math.hypot(apart, other[j] - theta[j]);
      size = Math.hypot(size, theta[j]);
    }
    return apart / size;
  }
}
