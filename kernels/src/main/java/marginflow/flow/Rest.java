package marginflow.flow;

/** The end of a flow whose velocity vanishes: where it has come to rest, and what that means. */
final class Rest {

  /**
   * Velocity at rest over the tolerance of a step and over the force if no two rows cancelled. A
   * flow that is this slow moves by less than the tolerance while one at full speed goes a hundred
   * thousand times its own length. With 1e-3 a random-label run was said to rest that leaves its
   * plateau at τ = 10^10 and separates its data.
   */
  private static final double STILL = 1e-5;

  private final PolarField field;
  private final int parameters;

  Rest(PolarField field) {
    this.field = field;
    this.parameters = field.dimension() - 1;
  }

  /** Whether the flow rests at y, where the field was last evaluated. */
  boolean reached(double[] y, double[] dy, double tolerance) {
    return Vectors.norm(dy) <= STILL * tolerance * largestForce(y);
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
