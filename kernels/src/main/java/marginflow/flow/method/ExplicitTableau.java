package marginflow.flow.method;

import java.util.Arrays;

/**
 * An embedded explicit Runge–Kutta pair as data. The order conditions of both members are checked
 * when the record is built (Hairer, Nørsett, Wanner, <i>Solving Ordinary Differential Equations
 * I</i>, II.2), through the rooted trees of its order. The last stage has to be the end of the
 * step: {@link ExplicitStepper} carries it on, and its evaluation is the next step's first.
 *
 * @param name the name on the command line
 * @param order order of the solution that is carried on
 * @param embeddedOrder order of the solution it is compared with
 * @param a strictly lower triangular, stages × stages, its last row b
 * @param b weights of the solution
 * @param error weights of the error estimate, the solution's less those of the comparison
 * @param dense weights of the term that makes the cubic through both ends of a step of fourth order
 *     inside (Hairer, Nørsett, Wanner I, II.6); zeros where the cubic itself is enough
 */
public record ExplicitTableau(
    String name,
    int order,
    int embeddedOrder,
    double[][] a,
    double[] b,
    double[] error,
    double[] dense) {

  /** Largest deviation of an order condition that rounding of coefficients of size 12 explains. */
  private static final double ROUNDING = 1e-13;

  public ExplicitTableau {
    OrderConditions.require(name, OrderConditions.explicit(a), b, order, ROUNDING);
    OrderConditions.require(
        name, OrderConditions.explicit(a), minus(b, error), embeddedOrder, ROUNDING);
    if (!Arrays.equals(Arrays.copyOf(a[a.length - 1], b.length), b)) {
      throw new IllegalArgumentException(
          name + ": expected b as the last row of a, found a last stage inside the step");
    }
  }

  int stages() {
    return b.length;
  }

  private static double[] minus(double[] x, double[] y) {
    double[] z = x.clone();
    for (int i = 0; i < z.length; i++) {
      z[i] -= y[i];
    }
    return z;
  }

  /** Dormand and Prince's pair of orders 5 and 4, seven stages, the last at the end of the step. */
  public static ExplicitTableau dormandPrince() {
    double[] b = {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84, 0};
    double[] fourth = {
      5179.0 / 57600, 0, 7571.0 / 16695, 393.0 / 640, -92097.0 / 339200, 187.0 / 2100, 1.0 / 40
    };
    return new ExplicitTableau(
        "dormand-prince",
        5,
        4,
        new double[][] {
          {},
          {1.0 / 5},
          {3.0 / 40, 9.0 / 40},
          {44.0 / 45, -56.0 / 15, 32.0 / 9},
          {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
          {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
          {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}
        },
        b,
        minus(b, fourth),
        new double[] {
          -12715105075.0 / 11282082432.0,
          0,
          87487479700.0 / 32700410799.0,
          -10690763975.0 / 1880347072.0,
          701980252875.0 / 199316789632.0,
          -1453857185.0 / 822651844.0,
          69997945.0 / 29380423.0
        });
  }

  /**
   * Bogacki and Shampine's pair of orders 3 and 2, four stages, the last at the end of the step.
   */
  public static ExplicitTableau bogackiShampine() {
    double[] b = {2.0 / 9, 1.0 / 3, 4.0 / 9, 0};
    return new ExplicitTableau(
        "bogacki-shampine",
        3,
        2,
        new double[][] {{}, {1.0 / 2}, {0, 3.0 / 4}, {2.0 / 9, 1.0 / 3, 4.0 / 9}},
        b,
        minus(b, new double[] {7.0 / 24, 1.0 / 4, 1.0 / 3, 1.0 / 8}),
        new double[4]);
  }
}
