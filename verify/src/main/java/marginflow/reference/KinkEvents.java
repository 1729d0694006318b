package marginflow.reference;

/**
 * What can end the validity of a pattern within a step, each as a function that is negative beyond
 * it: a pre-activation that leaves its side, a slope that leaves [α, 1], an output weight that
 * passes 0 while its unit slides, and a unit held at w = 0 whose potential turns negative.
 */
final class KinkEvents {

  /** Relative size of z that counts as having left its side: some roundings of {@code w·x}. */
  static final double BEYOND = -4e-15;

  /** Depth of a dip within a step, relative to ‖w‖‖x‖, that is looked at: above interpolation. */
  private static final double DIP = -1e-12;

  private final TwoLayerNet net;
  private final ApexPotential potential;

  KinkEvents(TwoLayerNet net) {
    this.net = net;
    this.potential = new ApexPotential(net);
  }

  /** What happened. */
  enum Kind {
    ARRIVAL,
    SLOPE,
    OUTPUT_WEIGHT,
    APEX
  }

  /**
   * One event.
   *
   * @param value of its function
   * @param kind what it is
   * @param unit where
   * @param index the sample of an arrival, the place among the sliding ones of a slope
   */
  record Event(double value, Kind kind, int unit, int index) {

    boolean happened() {
      return value < BEYOND;
    }
  }

  /** The event whose function is least at the end of a step. */
  Event least(KinkPattern pattern, PatternState from, PatternState to) {
    Event least = new Event(Double.POSITIVE_INFINITY, Kind.ARRIVAL, 0, 0);
    for (int k = 0; k < net.units(); k++) {
      double a = to.theta[net.output(k)];
      if (pattern.held(k)) {
        double value = potential.least(a, to.force).value();
        least = lesser(least, value, Kind.APEX, k, 0);
        continue;
      }
      double size = Math.max(from.norm(k), to.norm(k)) + Double.MIN_NORMAL;
      for (int i = 0; i < net.n(); i++) {
        if (pattern.side(k, i) != 0) {
          double value = pattern.side(k, i) * to.z[k][i] / (size * net.norm(i));
          least = lesser(least, value, Kind.ARRIVAL, k, i);
        }
      }
      for (int r = 0; r < to.slopes[k].length; r++) {
        double slope = to.slopes[k][r];
        least = lesser(least, Math.min(slope - net.slope(), 1 - slope), Kind.SLOPE, k, r);
      }
      if (to.slopes[k].length > 0) {
        least = lesser(least, pattern.sign(k) * a, Kind.OUTPUT_WEIGHT, k, 0);
      }
    }
    return least;
  }

  private static Event lesser(Event least, double value, Kind kind, int unit, int index) {
    return value < least.value() ? new Event(value, kind, unit, index) : least;
  }

  /**
   * The first place within a step of length h at which some pre-activation dips below its surface
   * and comes back, as a share of the step; 0 if none does. By the cubic through values and
   * velocities at both ends.
   */
  double dip(KinkPattern pattern, PatternState from, PatternState to, double h) {
    double first = 0;
    for (int k = 0; k < net.units(); k++) {
      double size = to.norm(k);
      for (int i = 0; i < net.n(); i++) {
        int side = pattern.side(k, i);
        double g0 = side * from.z[k][i];
        double g1 = side * to.z[k][i];
        if (!(g0 > 0 && g1 > 0)) {
          continue;
        }
        double v0 = side * h * net.along(i, from.velocity, k * net.d());
        double v1 = side * h * net.along(i, to.velocity, k * net.d());
        double at = lowest(g0, g1, v0, v1, DIP * size * net.norm(i));
        first = at > 0 && (first == 0 || at < first) ? at : first;
      }
    }
    return first;
  }

  /** Where the cubic is least, if it falls at first, rises at last and is below a depth there. */
  private static double lowest(double g0, double g1, double v0, double v1, double depth) {
    if (!(v0 < 0 && v1 > 0)) {
      return 0;
    }
    double c2 = 3 * (g1 - g0) - 2 * v0 - v1;
    double c3 = 2 * (g0 - g1) + v0 + v1;
    double discriminant = c2 * c2 - 3 * c3 * v0;
    if (discriminant < 0) {
      return 0;
    }
    double t = -v0 / (c2 + Math.sqrt(discriminant));
    return t > 0 && t < 1 && g0 + t * (v0 + t * (c2 + t * c3)) < depth ? t : 0;
  }
}
