package marginflow.reference;

/**
 * Decides which of some kinks of one unit slide, when all lie on their surfaces: the velocities
 * {@code dz = a (C + M s)} and slopes s must satisfy, kink by kink, {@code s = 1} where {@code dz ≥
 * 0}, {@code s = α} where {@code dz ≤ 0}, and a slope between where {@code dz = 0}. All
 * combinations are tried (at most d − 1 kinks meet away from w = 0) and the one that misses these
 * least is taken; where all surfaces attract exactly one misses nothing.
 */
final class SlideDecision {

  /** A decision that misses its conditions by more, in relative velocity, is none. */
  private static final double MISSED = 1e-6;

  private final TwoLayerNet net;

  SlideDecision(TwoLayerNet net) {
    this.net = net;
  }

  /**
   * Puts the kinks on their sides, or lets them slide.
   *
   * @param at the state, with forces and output weights
   * @param kinks samples whose surfaces the unit lies on
   * @throws IllegalStateException if no combination comes near to being consistent
   */
  void decide(KinkPattern pattern, PatternState at, int unit, int[] kinks) {
    double[] drive = new double[net.d()];
    double size = 0;
    for (int i = 0; i < net.n(); i++) {
      size += Math.abs(at.force[i]) * net.norm(i);
      boolean asked = false;
      for (int kink : kinks) {
        asked |= kink == i;
      }
      if (!asked) {
        net.add(i, pattern.slope(unit, i, net.slope()) * at.force[i], drive, 0);
      }
    }
    double a = at.theta[net.output(unit)];
    int combinations = (int) Math.round(Math.pow(3, kinks.length));
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int code = 0; code < combinations; code++) {
      double missed = missed(drive, at.force, kinks, sides(code, kinks.length), a, size);
      if (missed < least) {
        least = missed;
        best = code;
      }
    }
    if (least > MISSED) {
      throw new IllegalStateException("no consistent sides for the kinks of unit " + unit);
    }
    int[] sides = sides(best, kinks.length);
    for (int r = 0; r < kinks.length; r++) {
      pattern.put(unit, kinks[r], sides[r]);
    }
    for (int r = 0; r < kinks.length; r++) {
      if (sides[r] == 0) {
        pattern.slide(unit, kinks[r], a);
      }
    }
  }

  /** The digits of a number to base three, less one. */
  private static int[] sides(int code, int length) {
    int[] sides = new int[length];
    int rest = code;
    for (int r = 0; r < length; r++) {
      sides[r] = rest % 3 - 1;
      rest /= 3;
    }
    return sides;
  }

  private double missed(
      double[] drive, double[] force, int[] kinks, int[] sides, double a, double size) {
    double[] v = drive.clone();
    int[] sliding =
        java.util.stream.IntStream.range(0, kinks.length)
            .filter(r -> sides[r] == 0)
            .map(r -> kinks[r])
            .toArray();
    for (int r = 0; r < kinks.length; r++) {
      if (sides[r] != 0) {
        net.add(kinks[r], (sides[r] > 0 ? 1 : net.slope()) * force[kinks[r]], v, 0);
      }
    }
    double missed = 0;
    double[] multiples = net.project(sliding, v, 0);
    for (int r = 0; r < sliding.length; r++) {
      double slope = -multiples[r] / force[sliding[r]];
      missed = Math.max(missed, Math.max(net.slope() - slope, slope - 1));
    }
    for (int r = 0; r < kinks.length; r++) {
      if (sides[r] != 0) {
        double speed = Math.signum(a) * net.along(kinks[r], v, 0) / (size * net.norm(kinks[r]));
        missed = Math.max(missed, -sides[r] * speed);
      }
    }
    return missed;
  }
}
