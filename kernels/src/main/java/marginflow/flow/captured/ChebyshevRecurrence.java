package marginflow.flow.captured;

/**
 * Coefficients of the Runge–Kutta–Chebyshev method of order two (Sommeijer, Shampine, Verwer, J.
 * Comput. Appl. Math. 88, 1998, section 2; Hairer, Wanner, <i>Solving Ordinary Differential
 * Equations II</i>, IV.2): with F the right side, {@code Y_0 = y} and {@code Y_1 = y + m_1 h F_0},
 *
 * <pre>  Y_j = (1 − μ_j − ν_j) y + μ_j Y_{j−1} + ν_j Y_{j−2} + m_j h (F_{j−1} − a_{j−1} F_0).</pre>
 *
 * The stability polynomial is a shifted Chebyshev polynomial, damped, and stays below one over a
 * stretch of the negative real axis that grows with the square of the number of stages: for
 * symmetric Jacobians, as a gradient flow has them, s evaluations reach s²/4 times as far as those
 * of Euler's method would together.
 */
final class ChebyshevRecurrence {

  /** Damping ε of the stability polynomial, as in the source. */
  private static final double DAMPING = 2.0 / 13;

  /** Length of the stability interval over {@code s² − 1}. */
  private static final double INTERVAL = 2.0 / 3 * (1 - 2.0 / 15 * DAMPING);

  /** Stages at most: beyond these an implicit step costs less wherever it can be had. */
  static final int MOST_STAGES = 500;

  private final double[] mu = new double[MOST_STAGES + 1];
  private final double[] nu = new double[MOST_STAGES + 1];
  private final double[] m = new double[MOST_STAGES + 1];
  private final double[] a = new double[MOST_STAGES + 1];

  /** Values of the Chebyshev polynomial at w0 and of its first two derivatives. */
  private final double[] t = new double[MOST_STAGES + 1];

  private final double[] d = new double[MOST_STAGES + 1];
  private final double[] dd = new double[MOST_STAGES + 1];
  private int stages;

  /** The least number of stages, from two on, that is stable for a spectral radius times h. */
  static int stagesFor(double scale) {
    double least = Math.ceil(Math.sqrt(1 + scale / INTERVAL));
    return (int) Math.clamp(least, 2, MOST_STAGES);
  }

  /** The largest spectral radius times h for which so many stages are stable. */
  static double reach(int stages) {
    return INTERVAL * ((double) stages * stages - 1);
  }

  /** Turns to a number of stages, from 2 to {@link #MOST_STAGES}. */
  void prepare(int count) {
    if (count == stages) {
      return;
    }
    stages = count;
    double w0 = 1 + DAMPING / ((double) count * count);
    t[0] = 1;
    t[1] = w0;
    d[0] = 0;
    d[1] = 1;
    dd[0] = 0;
    dd[1] = 0;
    for (int j = 2; j <= count; j++) {
      t[j] = 2 * w0 * t[j - 1] - t[j - 2];
      d[j] = 2 * w0 * d[j - 1] - d[j - 2] + 2 * t[j - 1];
      dd[j] = 2 * w0 * dd[j - 1] - dd[j - 2] + 4 * d[j - 1];
    }
    double w1 = d[count] / dd[count];
    m[1] = b(1) * w1;
    a[1] = 1 - b(1) * t[1];
    for (int j = 2; j <= count; j++) {
      mu[j] = 2 * b(j) * w0 / b(j - 1);
      nu[j] = -b(j) / b(j - 2);
      m[j] = 2 * b(j) * w1 / b(j - 1);
      a[j] = 1 - b(j) * t[j];
    }
  }

  private double b(int j) {
    int k = Math.max(2, j);
    return dd[k] / (d[k] * d[k]);
  }

  /** Number of stages. */
  int stages() {
    return stages;
  }

  /** μ_j, j from 2 on. */
  double mu(int j) {
    return mu[j];
  }

  /** ν_j, j from 2 on. */
  double nu(int j) {
    return nu[j];
  }

  /** m_j, j from 1 on. */
  double m(int j) {
    return m[j];
  }

  /** a_j, j from 1 on. */
  double a(int j) {
    return a[j];
  }
}
