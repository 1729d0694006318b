package marginflow.flow;

import marginflow.network.Kinks;

/** Changes of side: pairs that cross, begin to slide and are released, counted and reported. */
final class KinkSides {

  private final PolarField field;
  private final Kinks kinks;
  private final SlidingSet sliding;
  private final KinkScan scan;
  private final FlowMonitor monitor;
  private final FlowStatistics statistics;
  private final RosenbrockStepper stepper;
  private int leaving = -1;
  private boolean upward;

  KinkSides(
      PolarField field,
      SlidingSet sliding,
      KinkScan scan,
      RosenbrockStepper stepper,
      FlowMonitor monitor) {
    this.field = field;
    this.kinks = field.model().kinks();
    this.sliding = sliding;
    this.scan = scan;
    this.stepper = stepper;
    this.monitor = monitor;
    this.statistics = monitor.statistics();
  }

  /**
   * Looks for the pair whose slope has left [0, 1] by the largest force.
   *
   * @param implicit whether the step was implicit: the slope is then its mean over the step, since
   *     that of a point hangs on weights that a step knows to a tolerance of its own
   */
  void judge(boolean implicit) {
    int worst = -1;
    double largest = 0;
    for (int i = 0; i < sliding.count(); i++) {
      double excess = excess(i, implicit);
      if (excess > largest) {
        largest = excess;
        worst = i;
      }
    }
    leaving = worst < 0 ? -1 : sliding.pair(worst);
    upward = worst >= 0 && multiplier(worst, implicit) > middle(worst, implicit);
  }

  /** Releases the pair that was found, if one was. */
  boolean release() {
    if (leaving < 0) {
      return false;
    }
    sliding.remove(leaving);
    statistics.releases++;
    kinks.setPositive(leaving, upward);
    monitor.event(
        upward ? FlowEvent.Kind.RELEASE_UP : FlowEvent.Kind.RELEASE_DOWN,
        kinks.unit(leaving),
        kinks.row(leaving));
    return true;
  }

  /**
   * Force by which the slope {@code ξ = base − c/jump} of a sliding pair exceeds [0, 1], over the
   * largest force; ξ and the multiplier c are one and the same, since {@code F − cn} is the
   * velocity with slope ξ.
   */
  private double excess(int index, boolean implicit) {
    int pair = sliding.pair(index);
    double jump = jump(index, implicit);
    double c = multiplier(index, implicit);
    double low = kinks.positive(pair) ? Math.min(0, jump) : Math.min(0, -jump);
    double high = kinks.positive(pair) ? Math.max(0, jump) : Math.max(0, -jump);
    double rounding =
        1e-9 * Math.abs(jump) + 1e-13 * Vectors.norm(field.force()) / sliding.normalLength(index);
    return Math.max(Math.max(low - c, c - high) - rounding, 0);
  }

  /** Multiplier at the slope half way between both sides. */
  private double middle(int index, boolean implicit) {
    return (kinks.positive(sliding.pair(index)) ? 0.5 : -0.5) * jump(index, implicit);
  }

  private double multiplier(int index, boolean implicit) {
    return implicit ? stepper.meanMultiplier(index) : sliding.multiplier(index);
  }

  private double jump(int index, boolean implicit) {
    return implicit ? stepper.meanJump(index) : scan.jump(sliding.pair(index));
  }

  void slide(int pair) {
    sliding.add(pair);
    statistics.slides++;
    monitor.event(FlowEvent.Kind.SLIDE, kinks.unit(pair), kinks.row(pair));
  }

  void flip(int pair) {
    boolean up = !kinks.positive(pair);
    kinks.setPositive(pair, up);
    statistics.crossings++;
    monitor.event(
        up ? FlowEvent.Kind.CROSS_UP : FlowEvent.Kind.CROSS_DOWN,
        kinks.unit(pair),
        kinks.row(pair));
  }
}
