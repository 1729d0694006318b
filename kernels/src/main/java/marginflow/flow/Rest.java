package marginflow.flow;

import java.util.Locale;

/** The end of a flow whose velocity vanishes: where it has come to rest, and what that means. */
final class Rest {

  /**
   * Velocity at rest over the force if no two rows cancelled: what is left of that by rounding, a
   * hundred and forty roundings of a term. On a plateau where rows at odds balance and the others
   * are fitted, the flow goes on for ever more slowly, like a power of 1/τ, and may yet leave: at
   * ten times this a random-label run (ReLU 3-30-1, seed 15) is said to rest at τ = 1.7·10^11 that
   * leaves at 3.5·10^11 and separates its data. At a fifth of it another (seed 45), creeping on,
   * takes 7,777 steps in place of 4,868.
   */
  private static final double STILL = 3e-14;

  private final PolarField field;
  private final int parameters;
  private final double[] gradient;

  /** Mean velocity of the last step. */
  private double mean = Double.POSITIVE_INFINITY;

  Rest(PolarField field) {
    this.field = field;
    this.parameters = field.dimension() - 1;
    this.gradient = new double[parameters];
  }

  /** Notes a step: its mean velocity, to the rounding of both ends, if it was implicit. */
  void moved(double[] from, double[] to, double h, boolean implicit) {
    double squared = from.length * Math.ulp(1.0) * Math.ulp(1.0);
    for (int j = 0; j < from.length; j++) {
      squared = Math.fma(to[j] - from[j], to[j] - from[j], squared);
    }
    mean = implicit ? Math.sqrt(squared) / h : Double.POSITIVE_INFINITY;
  }

  /**
   * Whether the flow rests where the field was last evaluated: by its velocity or by the mean of
   * the last step, since in stiff components rounding of the point is a velocity.
   */
  boolean reached(double[] dy) {
    double velocity = Math.min(mean, Vectors.norm(dy));
    return velocity <= STILL * largestForce() && velocity <= STILL * cancelling();
  }

  /**
   * What the force would be if no two rows cancelled and none were off: the gradient of the row of
   * largest weight that is not off, times the weight of all. By margins for want of gradients,
   * equal samples at odds, whose margins a deep net makes vanish, were followed for 245,884 steps.
   */
  double largestForce() {
    return Math.max(largestGradient() * field.totalWeight(), Vectors.norm(field.force()));
  }

  /**
   * The forces of all rows, {@code Σ p_i ‖∇q_i‖}. Rows that are off keep their weight and have
   * none: where the others are fitted and their weights fall without end, nothing cancels, and
   * however slow the flow is it may come to a kink that turns a row on.
   */
  private double cancelling() {
    double[] p = field.weights();
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      if (p[i] > 0) {
        field.model().rowGradient(i, gradient);
        sum = Math.fma(p[i], Vectors.norm(gradient), sum);
      }
    }
    return field.forceScale() * sum;
  }

  /** Gradient of the heaviest row that is not off, as a force. */
  private double largestGradient() {
    double[] p = field.weights();
    double[] q = field.model().margins();
    double largest = 0;
    for (double margin : q) {
      largest = Math.max(largest, Math.abs(margin));
    }
    int heaviest = -1;
    for (int i = 0; i < p.length; i++) {
      boolean off = largest > 0 && Math.abs(q[i]) <= Locator.ON_SURFACE * largest;
      if (!off && (heaviest < 0 || p[i] > p[heaviest])) {
        heaviest = i;
      }
    }
    field.model().rowGradient(heaviest, gradient);
    return field.forceScale() * Vectors.norm(gradient);
  }

  double mean() {
    return mean;
  }

  void restore(double lastMean) {
    mean = lastMean;
  }

  /** The result of a run that ends here. */
  FlowResult result(FlowMonitor monitor, double[] y, double logLoss) {
    double norm = StrictMath.exp(y[parameters]);
    if (monitor.separated()) {
      return monitor.result(
          Termination.STATIONARY,
          String.format(Locale.ROOT, "the velocity vanished at norm %.6g", norm));
    }
    return monitor.result(
        Termination.NOT_SEPARATED,
        String.format(
            Locale.ROOT,
            "the flow came to rest at norm %.6g with log10 loss %.6g, not below that of one zero"
                + " margin: from this start it does not separate the data",
            norm,
            logLoss / Math.log(10)));
  }

  /**
   * The result of a run whose rows that are not off have reached the horizon by themselves.
   *
   * @param logLoss of those rows
   */
  FlowResult idle(FlowMonitor monitor, double logLoss) {
    return monitor.result(
        Termination.NOT_SEPARATED,
        String.format(
            Locale.ROOT,
            "log10 loss stays at %.6g while that of the other samples has come to %.6g: %s",
            monitor.logLoss() / Math.log(10),
            logLoss / Math.log(10),
            field.idle().sentence()));
  }
}
