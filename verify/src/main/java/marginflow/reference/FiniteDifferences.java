package marginflow.reference;

import org.apache.commons.numbers.core.DD;

/**
 * Directional derivatives by central differences of a double-double function, {@code (f(θ + hv) −
 * f(θ − hv)) / 2h}: an oracle that knows nothing of the chain rule. With the activation pattern
 * held a margin is a polynomial, and the truncation error is {@code h²/6} of its third derivative.
 */
public final class FiniteDifferences {

  /** Balances truncation, h², against double-double rounding, 2^-104 / h. */
  public static final double STEP = 0x1p-34;

  private FiniteDifferences() {}

  /** A function of θ, evaluated in double-double. */
  @FunctionalInterface
  public interface Function {
    /** Its value. */
    DD at(double[] theta);
  }

  /**
   * Derivative of f at θ along v. Components of θ and v should be of moderate size with few bits,
   * so that {@code θ ± hv} is exact.
   */
  public static double derivative(Function f, double[] theta, double[] v) {
    double[] ahead = new double[theta.length];
    double[] behind = new double[theta.length];
    for (int k = 0; k < theta.length; k++) {
      ahead[k] = theta[k] + STEP * v[k];
      behind[k] = theta[k] - STEP * v[k];
    }
    return f.at(ahead).subtract(f.at(behind)).doubleValue() / (2 * STEP);
  }
}
