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
  private final RosenbrockStepper implicit;
  private boolean stiff;

  KinkSides(
      PolarField field,
      SlidingSet sliding,
      KinkScan scan,
      RosenbrockStepper implicit,
      FlowMonitor monitor) {
    this.field = field;
    this.kinks = field.model().kinks();
    this.sliding = sliding;
    this.scan = scan;
    this.implicit = implicit;
    this.monitor = monitor;
    this.statistics = monitor.statistics();
  }

  /**
   * Releases the pair whose slope has left [0, 1] by the largest force, if any has.
   *
   * @param stiff whether the step was implicit: the slope is then its mean over the step, since
   *     that of a point hangs on weights that are known to a tenth
   */
  boolean release(boolean stiff) {
    this.stiff = stiff;
    int worst = -1;
    double largest = 0;
    for (int i = 0; i < sliding.count(); i++) {
      double excess = excess(i);
      if (excess > largest) {
        largest = excess;
        worst = i;
      }
    }
    if (worst < 0) {
      return false;
    }
    int pair = sliding.pair(worst);
    boolean up = multiplier(worst) > middle(worst);
    sliding.remove(pair);
    statistics.releases++;
    kinks.setPositive(pair, up);
    monitor.event(
        up ? FlowEvent.Kind.RELEASE_UP : FlowEvent.Kind.RELEASE_DOWN,
        kinks.unit(pair),
        kinks.row(pair));
    return true;
  }

  /**
   * Force by which the slope {@code ξ = base − c/jump} of a sliding pair exceeds [0, 1], over the
   * largest force; ξ and the multiplier c are one and the same, since {@code F − cn} is the
   * velocity with slope ξ.
   */
  private double excess(int index) {
    int pair = sliding.pair(index);
    double jump = jump(index);
    double c = multiplier(index);
    double low = kinks.positive(pair) ? Math.min(0, jump) : Math.min(0, -jump);
    double high = kinks.positive(pair) ? Math.max(0, jump) : Math.max(0, -jump);
    double rounding =
        1e-9 * Math.abs(jump) + 1e-13 * Vectors.norm(field.force()) / sliding.normalLength(index);
    return Math.max(Math.max(low - c, c - high) - rounding, 0);
  }

  /** Multiplier at the slope half way between both sides. */
  private double middle(int index) {
    return (kinks.positive(sliding.pair(index)) ? 0.5 : -0.5) * jump(index);
  }

  private double multiplier(int index) {
    return stiff ? implicit.meanMultiplier(index) : sliding.multiplier(index);
  }

  private double jump(int index) {
    return stiff ? implicit.meanJump(index) : scan.jump(sliding.pair(index));
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
