package marginflow.flow;

import marginflow.flow.kink.FarSide;

/**
 * What a path gives off: {@code ∫ ‖dθ/dτ‖² dτ}. Along the flow that is what −log 𝓛 rises by,
 * {@code −d log 𝓛/dτ = ‖dθ/dτ‖²}, whatever the loss and through kinks, where the velocity is the
 * minimum-norm one; along another path it is not.
 *
 * <p>A step is judged by the way it went and not by the field at its stages. In polar coordinates
 * the integral is {@code ∫ ρ^L (s'² + ‖u'‖²) dσ}, u and s = log ρ the {@link DenseOutput}, which is
 * differentiated exactly as the polynomial through {@link #NODES} points of it and integrated by
 * Lobatto's rule. Deep in a stiff step the field itself would not do: it hangs on weights that are
 * known to 3 %.
 *
 * <p>Dense output spreads what passing kinks changed, C, over the whole step, although they changed
 * it after they had passed. With S what they changed of the velocity at the end, so that they took
 * {@code T = C·S/S·S} of it, and v0 and v1 the velocities at both ends of the frozen path, that
 * leaves out
 *
 * <pre>  ρ^L ( (1 − T/h) (v1 − v0)·C + C·S − C·C/h ),</pre>
 *
 * which is added. Without it random-label runs at tolerances of 1e-6 and 1e-8 are off by 4e-5 to
 * 4e-4, whatever the tolerance.
 */
final class Dissipation {

  /** Points of a step: Lobatto's rule on five is exact to degree seven, as the step needs. */
  private static final int NODES = 5;

  /** They and their weights on [0, 1] (Abramowitz, Stegun, table 25.6). */
  private static final double[] X = {
    0, 0.5 * (1 - Math.sqrt(3.0 / 7)), 0.5, 0.5 * (1 + Math.sqrt(3.0 / 7)), 1
  };

  private static final double[] WEIGHTS = {1.0 / 20, 49.0 / 180, 16.0 / 45, 49.0 / 180, 1.0 / 20};

  /** Pieces of a step at most: ρ^L grows by less in any that was seen. */
  private static final int MOST_PIECES = 64;

  private static final double[][] DERIVATIVE = derivative();

  private final double degree;
  private final double[] s = new double[NODES];
  private final double[] speed = new double[NODES];
  private final double[][] u;
  private double sum;

  /** What the last step gave off. */
  private double last;

  /**
   * Nothing given off yet.
   *
   * @param degree degree of the network that σ is made with
   * @param parameters P
   */
  Dissipation(double degree, int parameters) {
    this.degree = degree;
    this.u = new double[NODES][parameters];
  }

  /** Row i has the derivatives at node i of the polynomials that are 1 at one node and 0 else. */
  private static double[][] derivative() {
    double[][] d = new double[NODES][NODES];
    for (int i = 0; i < NODES; i++) {
      for (int j = 0; j < NODES; j++) {
        if (j != i) {
          double product = 1 / (X[j] - X[i]);
          for (int k = 0; k < NODES; k++) {
            product *= k == i || k == j ? 1 : (X[i] - X[k]) / (X[j] - X[k]);
          }
          d[i][j] = product;
          d[i][i] -= product;
        }
      }
    }
    return d;
  }

  /** Adds the last step. */
  void step(DenseOutput path) {
    for (int i = 0; i < NODES; i++) {
      s[i] = path.logNorm(X[i]);
      path.theta(X[i], u[i]);
      double unit = StrictMath.exp(-s[i]);
      for (int j = 0; j < u[i].length; j++) {
        u[i][j] *= unit;
      }
    }
    for (int i = 0; i < NODES; i++) {
      speed[i] = squaredSpeed(DERIVATIVE[i]);
    }
    last = mean() / path.length();
    sum += last;
  }

  /** Mean of {@code ρ^L (s'² + ‖u'‖²)}, in pieces in which ρ^L grows by a factor e at most. */
  private double mean() {
    double growth = degree * Math.abs(s[NODES - 1] - s[0]);
    int pieces = (int) Math.clamp(Math.ceil(growth), 1, MOST_PIECES);
    double mean = 0;
    for (int piece = 0; piece < pieces; piece++) {
      for (int i = 0; i < NODES; i++) {
        double x = (piece + X[i]) / pieces;
        mean += WEIGHTS[i] * StrictMath.exp(degree * between(s, x)) * between(speed, x);
      }
    }
    return mean / pieces;
  }

  /** The polynomial through values at the nodes. */
  private static double between(double[] values, double x) {
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      double product = values[i];
      for (int k = 0; k < NODES; k++) {
        product *= k == i ? 1 : (x - X[k]) / (X[i] - X[k]);
      }
      sum += product;
    }
    return sum;
  }

  /** {@code s'² + ‖u'‖²} at a node, by the fraction of the step. */
  private double squaredSpeed(double[] d) {
    double radial = 0;
    for (int k = 0; k < NODES; k++) {
      radial = Math.fma(d[k], s[k], radial);
    }
    double squared = radial * radial;
    for (int j = 0; j < u[0].length; j++) {
      double speed = 0;
      for (int k = 0; k < NODES; k++) {
        speed = Math.fma(d[k], u[k][j], speed);
      }
      squared = Math.fma(speed, speed, squared);
    }
    return squared;
  }

  /**
   * Adds what the last step's passing kinks gave off beyond their change spread over it.
   *
   * @param h length of the step
   * @param startVelocity velocity at its start, length P + 1
   * @param frozen where it ended before its kinks were settled, with the velocity there
   * @param end where it ended, length P + 1
   * @param endVelocity velocity there
   */
  void kinks(double h, double[] startVelocity, FarSide frozen, double[] end, double[] endVelocity) {
    double changedSquared = 0;
    double turnedSquared = 0;
    double together = 0;
    double bent = 0;
    for (int j = 0; j < end.length; j++) {
      double changed = end[j] - frozen.end()[j];
      double turned = endVelocity[j] - frozen.velocity()[j];
      changedSquared = Math.fma(changed, changed, changedSquared);
      turnedSquared = Math.fma(turned, turned, turnedSquared);
      together = Math.fma(changed, turned, together);
      bent = Math.fma(frozen.velocity()[j] - startVelocity[j], changed, bent);
    }
    if (changedSquared > 0 && turnedSquared > 0) {
      double since = Math.clamp(together / turnedSquared, 0, h);
      double left = bent * (1 - since / h) + together - changedSquared / h;
      double more = StrictMath.exp(degree * end[end.length - 1]) * left;
      last += more;
      sum += more;
    }
  }

  /**
   * Says that σ was scaled in the last step by a part of the loss alone, of samples that are not
   * off, while the other part stood still: what it gave off is then what −log of the whole rose by.
   *
   * @param share of that part at the start of the step
   */
  void ofPart(double share) {
    if (share < 1) {
      sum += -StrictMath.log1p(share * StrictMath.expm1(-last)) - last;
    }
  }

  /** All of it until now. */
  double sum() {
    return sum;
  }

  void restore(double until) {
    sum = until;
  }
}
