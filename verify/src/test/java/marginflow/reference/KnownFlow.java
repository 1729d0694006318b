package marginflow.reference;

import java.util.List;
import java.util.OptionalDouble;
import marginflow.array.Matrix;
import marginflow.loss.Loss;
import marginflow.network.Dataset;

/**
 * A flow of one unit whose state at a loss is known by hand, for the references' own tests. θ is
 * {@code (w, a)}.
 *
 * @param name what happens in it
 * @param net the network on its data
 * @param theta0 the start
 * @param logLoss natural logarithm of the loss at which to look
 * @param theta the state there
 * @param tau the τ there, where it is known
 * @param within relative distance to which the state is known
 */
record KnownFlow(
    String name,
    TwoLayerNet net,
    double[] theta0,
    double logLoss,
    double[] theta,
    OptionalDouble tau,
    double within) {

  private static final double EXACT = 1e-12;

  static List<KnownFlow> all() {
    return List.of(smooth(), crossing(), sliding(), reversal(), logisticReversal(), lateEscape());
  }

  /**
   * With one sample p = 1 and {@code z' = a s ‖x‖², a' = s z}: from {@code z = a ‖x‖ = c ‖x‖} on
   * the positive side both grow like {@code e^{‖x‖τ}}.
   */
  static KnownFlow smooth() {
    double r = 1.5;
    double c = 0.4;
    double q = 3;
    double size = Math.sqrt(q / r);
    return new KnownFlow(
        "one linear unit",
        net(new double[][] {{0.9, 1.2}}, new double[] {1}, 0, Loss.EXPONENTIAL),
        new double[] {c * 0.6, c * 0.8, c},
        -q,
        new double[] {size * 0.6, size * 0.8, size},
        OptionalDouble.of(Math.log(q / (c * c * r)) / (2 * r)),
        EXACT);
  }

  /**
   * One sample, slope α below: {@code z/‖x‖ = z0 cosh(α‖x‖τ) + a0 sinh(α‖x‖τ)} and a likewise until
   * z = 0 with {@code a1² = a0² − z0²}; then {@code z/‖x‖ = a1 sinh, a = a1 cosh} of {@code ‖x‖τ}.
   */
  static KnownFlow crossing() {
    double r = 2;
    double alpha = 0.25;
    double z0 = -0.3;
    double a0 = 0.5;
    double q = 4;
    double a1 = 0.4;
    double first = Math.log((1 - z0 / a0) / (1 + z0 / a0)) / 2 / (alpha * r);
    double u = 2 * q / (a1 * a1 * r);
    double angle = Math.log(u + Math.sqrt(u * u + 1)) / 2;
    return new KnownFlow(
        "one crossing",
        net(new double[][] {{2, 0}}, new double[] {1}, alpha, Loss.EXPONENTIAL),
        new double[] {z0, 0.1, a0},
        -q,
        new double[] {a1 * Math.sinh(angle), 0.1, a1 * Math.cosh(angle)},
        OptionalDouble.of(first + angle / r),
        EXACT);
  }

  /**
   * Samples (0, 1) labelled −1 and (2, 1) labelled +1: the first one's kink is reached with a &gt;
   * 0, which attracts, and slides with slope {@code e^{−q_2} ≤ 1}. There {@code w = (ω, 0)}, {@code
   * q_1 = 0}, {@code q_2 = 2 a ω}, and {@code ω² − a²} is what {@code ‖w‖² − a²} was at the start.
   */
  static KnownFlow sliding() {
    double[] start = {0.3, 0.5, 0.6};
    double difference = 0.09 + 0.25 - 0.36;
    double loss = 1.2;
    double product = -Math.log(loss - 1) / 2;
    double a2 = (-difference + Math.sqrt(difference * difference + 4 * product * product)) / 2;
    double a = Math.sqrt(a2);
    return new KnownFlow(
        "one slide",
        net(new double[][] {{0, 1}, {2, 1}}, new double[] {-1, 1}, 0, Loss.EXPONENTIAL),
        start,
        Math.log(loss),
        new double[] {product / a, 0, a},
        OptionalDouble.empty(),
        EXACT);
  }

  /**
   * Claim F5's net: both kinks of (±1, ¼) slide or are near when a passes 0, and the unit leaves to
   * the positive side of both. In the end {@code w = (0, v)}, {@code q = a v / 4} for both samples,
   * and {@code v² − a²} is what it was; what is left of w's first component dies out like the
   * fourth power of the growing one.
   */
  static KnownFlow reversal() {
    return reversal(
        "a slide whose surface comes to repel",
        new double[] {0.010000000000000002, 0.1, -0.1},
        Loss.EXPONENTIAL,
        -Math.log(0.05));
  }

  static KnownFlow logisticReversal() {
    return reversal(
        "the same with the logistic loss",
        new double[] {1e-5, 1e-3, -1e-3},
        Loss.LOGISTIC,
        -Math.log(Math.expm1(0.05)));
  }

  private static KnownFlow reversal(String name, double[] start, Loss loss, double q) {
    double difference = start[0] * start[0] + start[1] * start[1] - start[2] * start[2];
    double a2 = (-difference + Math.sqrt(difference * difference + 64 * q * q)) / 2;
    double a = Math.sqrt(a2);
    return new KnownFlow(
        name,
        net(new double[][] {{1, 0.25}, {-1, 0.25}}, new double[] {1, 1}, 0, loss),
        start,
        Math.log(0.1),
        new double[] {0, 4 * q / a, a},
        OptionalDouble.empty(),
        1e-10);
  }

  /**
   * A unit that fits one sample for a long time before it reaches the other: found with two
   * independent methods, to four digits.
   */
  static KnownFlow lateEscape() {
    return new KnownFlow(
        "a late escape",
        net(new double[][] {{1, 0}, {1, 1}}, new double[] {1, 1}, 0, Loss.EXPONENTIAL),
        new double[] {0.5, -3, 0.5},
        -Math.log(10),
        new double[] {3.378, -2.622, 3.047},
        OptionalDouble.empty(),
        2e-4);
  }

  private static TwoLayerNet net(double[][] x, double[] y, double slope, Loss loss) {
    return new TwoLayerNet(new Dataset(Matrix.of(x), y), slope, loss, 1);
  }

  /** The same network for tiny steps. */
  NaiveNet naive() {
    return new NaiveNet(net.data(), net.slope(), net.loss(), net.data().d(), 1, 1);
  }
}
