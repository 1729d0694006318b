package marginflow.flow;

/** The end of a flow whose velocity vanishes: where it has come to rest, and what that means. */
final class Rest {

  /**
   * Velocity at rest over the force if no two rows cancelled: what is left of that force by
   * rounding of sums of a few thousand terms. On a plateau where rows at odds balance and the
   * others are fitted, the flow goes on for ever more slowly, like a power of 1/τ, and may yet
   * leave: at 1e-11 a random-label run (ReLU 3-30-1, seed 15) was said to rest at τ = 10^11 that
   * separates its data after 2.6·10^11. At 1e-13 another (seed 45), creeping on, takes 37,115 steps
   * of rounding in place of 3,900.
   */
  private static final double STILL = 1e-12;

  private final PolarField field;
  private final int parameters;

  /** Mean velocity of the last step. */
  private double mean = Double.POSITIVE_INFINITY;

  Rest(PolarField field) {
    this.field = field;
    this.parameters = field.dimension() - 1;
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
   * Whether the flow rests at y, where the field was last evaluated: by its velocity or by the mean
   * of the last step, since in stiff components rounding of the point is a velocity.
   */
  boolean reached(double[] y, double[] dy) {
    return Math.min(mean, Vectors.norm(dy)) <= STILL * largestForce(y);
  }

  /**
   * What the force would be if no two rows cancelled and none were off on all units of a layer.
   * Those that are have no margin and keep their weight, while the weights of the others fall
   * without end and with them every velocity. By the others alone a run of 3-6-5-1 went on for
   * 20,000 steps, through a time of 10^160, to the underflow of its weights.
   */
  double largestForce(double[] y) {
    double[] p = field.weights();
    double[] q = field.model().margins();
    double largest = 0;
    for (int i = 0; i < q.length; i++) {
      largest = Math.max(largest, Math.abs(q[i]));
    }
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      boolean off = Math.abs(q[i]) <= Locator.ON_SURFACE * largest;
      sum += p[i] * (off ? largest : Math.abs(q[i]));
    }
    double force = field.degree() * sum * StrictMath.exp(-field.degree() * y[parameters]);
    return Math.max(force, Vectors.norm(field.force()));
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
          Termination.STATIONARY, "the velocity vanished at norm %.6g".formatted(norm));
    }
    return monitor.result(
        Termination.NOT_SEPARATED,
        "the flow came to rest at norm %.6g with log10 loss %.6g, not below that of zero margins: it does not separate the data"
            .formatted(norm, logLoss / Math.log(10)));
  }
}
