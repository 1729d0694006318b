package marginflow.reference;

/**
 * A flow by tiny steps of one fixed size, with no idea of kinks: a step that ends beyond a surface
 * comes back in the next, so the mean velocity of the chatter is the sliding one, to an error in
 * proportion to the step. Slow, and hard to fool: what an integrator with events computes must be
 * the limit of this.
 *
 * <p>Where the flow is not unique (a gradient jump that changes sign while a kink slides), the
 * phase of the chatter chooses the branch; then two step sizes or methods part.
 */
public final class BruteForceFlow {

  /** Step of the run that finds how long the flow takes; only its τ is used. */
  private static final double PILOT = 2e-3;

  /** An estimate follows the flow this much beyond the pilot's τ, which the chatter may delay. */
  private static final double LATITUDE = 1.25;

  private BruteForceFlow() {}

  /** How a step is made. */
  public enum Method {
    /** {@code θ + h f(θ)}. */
    EULER,
    /** The classical method of order four. */
    RUNGE_KUTTA
  }

  /**
   * An end by several step sizes and methods.
   *
   * @param end by Runge–Kutta steps of the finer size
   * @param error largest relative distance from it of the Runge–Kutta end with twice the step and
   *     of the Euler ends extrapolated over theirs; infinite if one of them did not reach the loss
   */
  public record Estimate(FlowEnd end, double error) {}

  /**
   * Steps until the logarithm of the loss falls to a value; the last step is divided by linear
   * interpolation in it.
   *
   * @param theta0 start, length P; not changed
   * @param h step in τ
   * @param logLoss natural logarithm of the loss at which to end
   * @param tauLimit τ at which to give up
   */
  public static FlowEnd run(
      FlowField field, double[] theta0, Method method, double h, double logLoss, double tauLimit) {
    int size = field.size();
    double[] theta = theta0.clone();
    double[] before = theta0.clone();
    double[][] k = new double[4][size];
    double[] at = new double[size];
    double previous = Double.NaN;
    long limit = (long) Math.ceil(tauLimit / h);
    for (long step = 0; ; step++) {
      double now = field.velocity(theta, k[0]);
      if (now <= logLoss) {
        double share = step == 0 ? 1 : (logLoss - previous) / (now - previous);
        for (int j = 0; j < size; j++) {
          at[j] = before[j] + share * (theta[j] - before[j]);
        }
        double tau = step == 0 ? 0 : (step - 1 + share) * h;
        return new FlowEnd(FlowEnd.Status.REACHED, at, tau, logLoss);
      }
      if (step >= limit || Double.isNaN(now)) {
        return new FlowEnd(FlowEnd.Status.UNDECIDED, theta, step * h, now);
      }
      System.arraycopy(theta, 0, before, 0, size);
      previous = now;
      if (method == Method.EULER) {
        move(theta, h, k[0], theta);
      } else {
        rungeKutta(field, theta, h, k, at);
      }
    }
  }

  private static void rungeKutta(
      FlowField field, double[] theta, double h, double[][] k, double[] at) {
    move(theta, h / 2, k[0], at);
    field.velocity(at, k[1]);
    move(theta, h / 2, k[1], at);
    field.velocity(at, k[2]);
    move(theta, h, k[2], at);
    field.velocity(at, k[3]);
    for (int j = 0; j < theta.length; j++) {
      theta[j] += h / 6 * (k[0][j] + 2 * k[1][j] + 2 * k[2][j] + k[3][j]);
    }
  }

  private static void move(double[] from, double h, double[] velocity, double[] to) {
    for (int j = 0; j < from.length; j++) {
      to[j] = from[j] + h * velocity[j];
    }
  }

  /**
   * The end at a loss and how far methods and step sizes differ on it.
   *
   * @param steps number of steps of the finer size
   * @param tauLimit τ at which to give up
   */
  public static Estimate estimate(
      FlowField field, double[] theta0, double logLoss, double tauLimit, int steps) {
    FlowEnd pilot = run(field, theta0, Method.RUNGE_KUTTA, PILOT, logLoss, tauLimit);
    if (!pilot.reached() || pilot.tau() == 0) {
      return new Estimate(pilot, pilot.reached() ? 0 : Double.POSITIVE_INFINITY);
    }
    double h = pilot.tau() / steps;
    double until = pilot.tau() * LATITUDE;
    FlowEnd best = run(field, theta0, Method.RUNGE_KUTTA, h, logLoss, until);
    FlowEnd coarse = run(field, theta0, Method.RUNGE_KUTTA, 2 * h, logLoss, until);
    FlowEnd euler = run(field, theta0, Method.EULER, h, logLoss, until);
    FlowEnd eulerFine = run(field, theta0, Method.EULER, h / 2, logLoss, until);
    if (!(best.reached() && coarse.reached() && euler.reached() && eulerFine.reached())) {
      return new Estimate(best, Double.POSITIVE_INFINITY);
    }
    double[] extrapolated = eulerFine.theta().clone();
    for (int j = 0; j < extrapolated.length; j++) {
      extrapolated[j] += eulerFine.theta()[j] - euler.theta()[j];
    }
    return new Estimate(best, Math.max(best.distance(coarse.theta()), best.distance(extrapolated)));
  }
}
