package marginflow.flow.method;

/**
 * A linearly implicit W-method with an embedded error estimate as data, {@code (I − hγJ) k_i = h
 * f(y + Σ α_ij k_j) + hJ Σ γ_ij k_j} with {@code j < i}. The last stage is the closing one: its
 * argument is the new point itself, {@code α_last = b}, so that its evaluation is the next step's
 * first, and it serves the estimate alone. The order conditions for an <em>arbitrary</em> matrix J
 * are checked when the record is built, and so is {@code b_i = α_ji + γ_ji} for the stage j before
 * the last (stiffly accurate, hence L-stable where it is A-stable; Hairer, Wanner, <i>Solving
 * Ordinary Differential Equations II</i>, IV.7).
 *
 * <p>The step uses the transformed stages {@code u = Γ k}, which need no product with J: {@code
 * (I/(hγ) − J) u_i = f(y + Σ a_ij u_j) + Σ (c_ij/h) u_j}, {@code a = α Γ⁻¹}, {@code C = diag(1/γ) −
 * Γ⁻¹}. Stages may share an argument, and then an evaluation.
 *
 * @param name name of the method
 * @param order order of the solution that is carried on
 * @param embeddedOrder order of the solution it is compared with, and of the continuous extension
 * @param alpha strictly lower triangular, stages × stages
 * @param gamma lower triangular with one value γ on the diagonal
 * @param b weights of the solution, 0 for the closing stage
 * @param embedded weights of the comparison
 * @param dense weights of the solution at a fraction x of the step, for an arbitrary J as well: one
 *     row for x, one for x², one for x³
 */
public record RosenbrockTableau(
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

  public RosenbrockTableau {
    OrderConditions.Stages stages = new OrderConditions.Stages(alpha, gamma);
    OrderConditions.require(name, stages, b, order, ROUNDING);
    OrderConditions.require(name, stages, embedded, embeddedOrder, ROUNDING);
    int closing = b.length - 1;
    int last = closing - 1;
    for (int j = 0; j <= closing; j++) {
      if (Math.abs(alpha[last][j] + gamma[last][j] - b[j]) > ROUNDING) {
        throw new IllegalArgumentException(name + ": not stiffly accurate in column " + j);
      }
      if (alpha[closing][j] != b[j]) {
        throw new IllegalArgumentException(name + ": does not close at its end in column " + j);
      }
    }
    for (double x : new double[] {0.25, 0.5, 0.75, 1}) {
      OrderConditions.require(
          name + " inside a step",
          shortened(alpha, gamma, x),
          weights(dense, x),
          embeddedOrder,
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

  /** Whether a stage has the argument of the one before. */
  boolean sameArgument(int stage) {
    return java.util.Arrays.equals(alpha[stage], alpha[stage - 1]);
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
   * A method of ours of order 4 for every J, with an embedded one and a continuous extension of
   * order 3 for every J, L-stable as well as the embedded one. Eight stages share four arguments,
   * at 0, 0.76, ½ and 1, of which the first is known and the second has no weight in the sum (it is
   * Simpson's rule); with the closing one a step takes four evaluations. Found by solving the order
   * conditions from random starts, with the rest of the freedom spent on small errors of order 5
   * and on {@code α_s ω α² = 1} and {@code (αωα²)_i = α_i²} for the last arguments, ω = (α + Γ)⁻¹:
   * beyond some stiffness the weights are multipliers of constraints that turn with the point, and
   * a stage that violates them by h² brings the weights down to the second order. Without the
   * latter, methods of order 4 took as many evaluations as one of order 3.
   */
  public static RosenbrockTableau w4() {
    double g = 1.0 / 3;
    double[][] alpha = {
      {0, 0, 0, 0, 0, 0, 0, 0, 0},
      {0, 0, 0, 0, 0, 0, 0, 0, 0},
      {0.48834071662931516, 0.2688232732642103, 0, 0, 0, 0, 0, 0, 0},
      {0.48834071662931516, 0.2688232732642103, 0, 0, 0, 0, 0, 0, 0},
      {
        0.526710851966928,
        -0.19180058374032868,
        0.11195839427234915,
        0.05313133750105155,
        0,
        0,
        0,
        0,
        0
      },
      {
        0.526710851966928,
        -0.19180058374032868,
        0.11195839427234915,
        0.05313133750105155,
        0,
        0,
        0,
        0,
        0
      },
      {
        -0.09606392714288457,
        -0.24357714576351264,
        -0.451851641514224,
        -0.20850728557937875,
        1.0586859541964804,
        0.9413140458035195,
        0,
        0,
        0
      },
      {
        -0.09606392714288457,
        -0.24357714576351264,
        -0.451851641514224,
        -0.20850728557937875,
        1.0586859541964804,
        0.9413140458035195,
        0,
        0,
        0
      },
      {
        0.20920764062602665,
        -0.04254097395935997,
        0.16910640430029758,
        -0.16910640430029758,
        0.22137694278645073,
        0.4452897238802159,
        -1.0 / 6,
        g,
        0
      }
    };
    double[][] gamma = {
      {g, 0, 0, 0, 0, 0, 0, 0, 0},
      {0.4372807859911133, g, 0, 0, 0, 0, 0, 0, 0},
      {-0.553618504004126, -0.1140576138459002, g, 0, 0, 0, 0, 0, 0},
      {0.07363765432415592, -0.3488286231720683, 0.1237923595714662, g, 0, 0, 0, 0, 0},
      {
        -0.527620897779256,
        0.3094745052421717,
        -0.15071160201514555,
        -0.10172233883213529,
        g,
        0,
        0,
        0,
        0
      },
      {
        -0.11451307046956967,
        0.006416350037890381,
        -0.55943449894882,
        -0.06556144904066442,
        0.6673513767701429,
        g,
        0,
        0,
        0
      },
      {
        0.20849741901402577,
        0.04904513503390014,
        -0.3937370886071802,
        -0.4162735051682841,
        0.11714275928490553,
        0.3325121691401145,
        g,
        0,
        0
      },
      {
        0.30527156776891123,
        0.20103617180415267,
        0.6209580458145216,
        0.039400881279081174,
        -0.8373090114100298,
        -0.4960243219233036,
        -1.0 / 6,
        g,
        0
      },
      {
        0.055733584701170236,
        -0.055733584701170236,
        -0.009151021142798893,
        0.009151021142798893,
        -0.02588656009285737,
        0.02588656009285737,
        0.03976600866162293,
        -0.37309934199495626,
        g
      }
    };
    double[] embedded = {
      0.2649412253271969,
      -0.0982745586605302,
      0.1599553831574987,
      -0.1599553831574987,
      0.19549038269359337,
      0.4711762839730733,
      -0.12690065800504374,
      -0.03976600866162293,
      g
    };
    double[][] dense = {
      {
        -0.11038187285029395,
        1.1103818728502939,
        -0.5503436105537963,
        0.550343610553796,
        2.125247845206261,
        -2.12524784520626,
        -1.0525268296336536,
        0.2534975517700218,
        0.7990292778636316
      },
      {
        0.6123695863469782,
        -2.1123695863469782,
        1.6467586031358303,
        -1.64675860313583,
        -3.4767420845303634,
        5.476742084530363,
        1.436655065369699,
        -0.2786380186320952,
        -1.6580170467376034
      },
      {
        -0.29278007287065766,
        0.9594467395373243,
        -0.9273085882817365,
        0.9273085882817365,
        1.5728711821105534,
        -2.9062045154438865,
        -0.550794902402712,
        0.3584738001954067,
        0.8589877688739719
      }
    };
    return new RosenbrockTableau(
        "w4", 4, 3, alpha, gamma, alpha[alpha.length - 1].clone(), embedded, dense);
  }
}
