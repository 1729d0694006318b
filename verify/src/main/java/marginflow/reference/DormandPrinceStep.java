package marginflow.reference;

/**
 * One step of the pair of Dormand and Prince, orders 5 and 4 (J. Comput. Appl. Math. 6, 1980), with
 * the sides of all kinks held: within a step the field is smooth.
 */
final class DormandPrinceStep {

  private static final double[][] A = {
    {},
    {1.0 / 5},
    {3.0 / 40, 9.0 / 40},
    {44.0 / 45, -56.0 / 15, 32.0 / 9},
    {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
    {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
    {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}
  };

  /** Weights of order 5 less those of order 4. */
  private static final double[] ERROR = {
    71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40
  };

  private final double[][] k;
  private final PatternState stage;

  DormandPrinceStep(TwoLayerNet net) {
    k = new double[ERROR.length][net.size()];
    stage = new PatternState(net);
  }

  /**
   * Steps from an evaluated state to another, which is evaluated too.
   *
   * @return the error estimate relative to ‖θ‖
   */
  double advance(KinkPattern pattern, PatternState from, PatternState to, double h) {
    System.arraycopy(from.velocity, 0, k[0], 0, k[0].length);
    for (int r = 1; r < k.length; r++) {
      PatternState at = r == k.length - 1 ? to : stage;
      for (int j = 0; j < at.theta.length; j++) {
        at.theta[j] = from.theta[j] + h * sum(A[r], j);
      }
      at.evaluate(pattern);
      System.arraycopy(at.velocity, 0, k[r], 0, k[r].length);
    }
    double squared = 0;
    for (int j = 0; j < to.theta.length; j++) {
      double error = sum(ERROR, j);
      squared += error * error;
    }
    return h * Math.sqrt(squared) / to.norm();
  }

  private double sum(double[] weights, int j) {
    double sum = 0;
    for (int r = 0; r < weights.length; r++) {
      sum += weights[r] * k[r][j];
    }
    return sum;
  }
}
