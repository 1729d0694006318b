package marginflow.flow;

/**
 * A linearly implicit W-method with an embedded error estimate as data, {@code (I − hγJ) k_i = h
 * f(y + Σ α_ij k_j) + hJ Σ γ_ij k_j} with {@code j < i}. The order conditions for an
 * <em>arbitrary</em> matrix J are checked when the record is built, and so is {@code b_i = α_si +
 * γ_si} (stiffly accurate, hence L-stable where it is A-stable; Hairer, Wanner, <i>Solving Ordinary
 * Differential Equations II</i>, IV.7).
 *
 * <p>The step uses the transformed stages {@code u = Γ k}, which need no product with J: {@code
 * (I/(hγ) − J) u_i = f(y + Σ a_ij u_j) + Σ (c_ij/h) u_j}, {@code a = α Γ⁻¹}, {@code C = diag(1/γ) −
 * Γ⁻¹}.
 *
 * @param name name of the method
 * @param order order of the solution that is carried on
 * @param embeddedOrder order of the solution it is compared with
 * @param alpha strictly lower triangular, stages × stages
 * @param gamma lower triangular with one value γ on the diagonal
 * @param b weights of the solution
 * @param embedded weights of the comparison
 * @param dense weights of the solution at a fraction x of the step, of second order for an
 *     arbitrary J as well: one row for x, one for x², one for x³
 */
record RosenbrockTableau(
    String name,
    int order,
    int embeddedOrder,
    double[][] alpha,
    double[][] gamma,
    double[] b,
    double[] embedded,
    double[][] dense) {

  /** The published coefficients have 16 digits after the point. */
  private static final double ROUNDING = 4e-15;

  /** The same for sums of weights of size 10. */
  private static final double DENSE_ROUNDING = 1e-13;

  /** Order of the continuous extension. */
  private static final int DENSE_ORDER = 2;

  RosenbrockTableau {
    OrderConditions.Stages stages = new OrderConditions.Stages(alpha, gamma);
    OrderConditions.require(name, stages, b, order, ROUNDING);
    OrderConditions.require(name, stages, embedded, embeddedOrder, ROUNDING);
    int last = b.length - 1;
    for (int j = 0; j <= last; j++) {
      if (Math.abs(alpha[last][j] + gamma[last][j] - b[j]) > ROUNDING) {
        throw new IllegalArgumentException(name + ": not stiffly accurate in column " + j);
      }
    }
    for (double x : new double[] {0.25, 0.5, 0.75, 1}) {
      OrderConditions.require(
          name + " inside a step",
          shortened(alpha, gamma, x),
          weights(dense, x),
          DENSE_ORDER,
          DENSE_ROUNDING);
    }
  }

  /** The stages as those of a step that is x times as long. */
  private static OrderConditions.Stages shortened(double[][] alpha, double[][] gamma, double x) {
    return new OrderConditions.Stages(times(1 / x, alpha), times(1 / x, gamma));
  }

  /** The weights of such a step. */
  private static double[] weights(double[][] dense, double x) {
    double[] weights = new double[dense[0].length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = dense[0][i] + x * (dense[1][i] + x * dense[2][i]);
    }
    return weights;
  }

  private static double[][] times(double factor, double[][] matrix) {
    double[][] out = new double[matrix.length][];
    for (int i = 0; i < out.length; i++) {
      out[i] = java.util.Arrays.stream(matrix[i]).map(v -> factor * v).toArray();
    }
    return out;
  }

  int stages() {
    return b.length;
  }

  double diagonal() {
    return gamma[0][0];
  }

  /** {@code a = α Γ⁻¹}. */
  double[][] stageWeights() {
    return timesInverse(alpha);
  }

  /** {@code C = diag(1/γ) − Γ⁻¹}, strictly lower triangular. */
  double[][] couplings() {
    int n = stages();
    double[][] identity = new double[n][n];
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    double[][] c = timesInverse(identity);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        c[i][j] = i == j ? 0 : -c[i][j];
      }
    }
    return c;
  }

  /** Weights of the transformed stages in the solution, {@code b Γ⁻¹}. */
  double[] solutionWeights() {
    return timesInverse(new double[][] {b})[0];
  }

  /** Weights of the transformed stages in the error estimate. */
  double[] errorWeights() {
    double[] e = new double[b.length];
    for (int i = 0; i < e.length; i++) {
      e[i] = b[i] - embedded[i];
    }
    return timesInverse(new double[][] {e})[0];
  }

  /** Weights of the transformed stages in the continuous extension, by the power of x. */
  double[][] denseWeights() {
    return timesInverse(dense);
  }

  /** Solves {@code X Γ = rows} for X by substitution from the last column. */
  private double[][] timesInverse(double[][] rows) {
    int n = stages();
    double[][] x = new double[rows.length][n];
    for (int r = 0; r < rows.length; r++) {
      for (int j = n - 1; j >= 0; j--) {
        double sum = rows[r][j];
        for (int k = j + 1; k < n; k++) {
          sum -= x[r][k] * gamma[k][j];
        }
        x[r][j] = sum / gamma[j][j];
      }
    }
    return x;
  }

  /**
   * ROS34PW2 of Rang and Angermann, <i>New Rosenbrock W-methods of order 3 for partial differential
   * algebraic equations of index 1</i>, BIT 45 (2005): four stages, order 3 for every J, L-stable,
   * stiffly accurate, with an embedded method of order 2. Its continuous extension is ours: the one
   * of order 2 for every J that multiplies by {@code (1 − x)³} what decays at once.
   */
  static RosenbrockTableau ros34pw2() {
    double g = 0.435866521508459;
    return new RosenbrockTableau(
        "ros34pw2",
        3,
        2,
        new double[][] {
          {0, 0, 0, 0},
          {0.871733043016918, 0, 0, 0},
          {0.8445706001536942, -0.11299064236484185, 0, 0},
          {0, 0, 1, 0}
        },
        new double[][] {
          {g, 0, 0, 0},
          {-0.871733043016918, g, 0, 0},
          {-0.9033805701304408, 0.054180672388095326, g, 0},
          {0.24212380706095346, -1.2232505839045147, 0.5452602553351021, g}
        },
        new double[] {0.24212380706095346, -1.2232505839045147, 1.545260255335102, g},
        new double[] {0.3781090314581937, -0.09604229221242318, 0.5, 0.2179332607542295},
        new double[][] {
          {-0.04738383151101254, -6.853298864381731, 7.176944039914403, 0.7237386559783399},
          {0.005227737821445828, 3.2735962268973826, -3.4465457818129015, 0.1677218170940732},
          {0.2842799007505205, 2.3564520535798366, -2.1851380027664025, -0.4555939515639544}
        });
  }
}
