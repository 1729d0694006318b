package marginflow.flow.kink;

import marginflow.flow.field.SlidingSet;
import marginflow.network.Kinks;

/**
 * The forces that might hold a kink on its surface while deeper kinks of its row slide as well. The
 * velocity of a sliding mode is an element of the convex hull of the gradients of all patterns that
 * meet at the point ([F]). With the kink on its upper side, D = 1, it is pushed by a force s that
 * depends on the sides {@code D_b} of the deeper kinks; in the hull it is the mean of {@code D s},
 * where only the means {@code ξ_b} of the D_b are given and not how they go together with D. So it
 * is any number between the means of {@code min(s, 0)} and {@code max(s, 0)}, largest for the D_b
 * that go together so that s falls as one uniform variable rises.
 *
 * <p>With sides that are independent, {@code D s = ξ s(ξ_b)}, the range ends at 0 and at the jump
 * {@code s(ξ_b)}. A kink held by a force between that end and this range's may stay or leave:
 * {@link Chatter} says which of them tiny steps do.
 */
final class ForceRange {

  private final Kinks kinks;
  private final SlidingSet sliding;
  private final GradientJumps jumps;
  private double[] places = new double[16];
  private double[] falls = new double[16];
  private int count;
  private double above;
  private double below;

  ForceRange(Kinks kinks, SlidingSet sliding, GradientJumps jumps) {
    this.kinks = kinks;
    this.sliding = sliding;
    this.jumps = jumps;
  }

  /**
   * Finds by how much the range of a sliding kink is wider than from 0 to its jump.
   *
   * @param jump of the kink
   * @param multipliers of what slides, where the jumps are those of
   */
  void find(int kink, double jump, double[] multipliers) {
    above = 0;
    below = 0;
    if (!sliding.deep() || kinks.coincident(kink) > 1) {
      return;
    }
    count = 0;
    double most = gather(kink, multipliers);
    if (count == 0) {
      return;
    }
    sort();
    double positive = 0;
    double negative = 0;
    double from = 0;
    double s = most;
    for (int i = 0; i <= count; i++) {
      double to = i < count ? places[i] : 1;
      positive += (to - from) * Math.max(s, 0);
      negative += (to - from) * Math.min(s, 0);
      s -= i < count ? falls[i] : 0;
      from = to;
    }
    above = Math.max(0, positive - Math.max(jump, 0));
    below = Math.max(0, Math.min(jump, 0) - negative);
  }

  /** Lists where s falls, and by how much; returns the largest s. */
  private double gather(int kink, double[] multipliers) {
    double s = jumps.alone(kink);
    for (int i = 0; i < sliding.count(); i++) {
      if (sliding.behind(kink, i)) {
        int deeper = sliding.kink(i);
        double own = jumps.of(deeper);
        double rise = (1 - kinks.negativeSlope()) * kinks.influence(kink, deeper) * own;
        if (own != 0 && rise != 0) {
          double share = multipliers[i] / own;
          double slope = Math.clamp(kinks.positive(deeper) ? 1 - share : -share, 0, 1);
          s += kinks.positive(deeper) ? -rise : 0;
          s += Math.max(rise, 0);
          reserve();
          places[count] = rise > 0 ? slope : 1 - slope;
          falls[count++] = Math.abs(rise);
        }
      }
    }
    return s;
  }

  private void reserve() {
    if (count == places.length) {
      places = java.util.Arrays.copyOf(places, 2 * count);
      falls = java.util.Arrays.copyOf(falls, 2 * count);
    }
  }

  private void sort() {
    for (int i = 1; i < count; i++) {
      double place = places[i];
      double fall = falls[i];
      int to = i;
      while (to > 0 && places[to - 1] > place) {
        places[to] = places[to - 1];
        falls[to] = falls[to - 1];
        to--;
      }
      places[to] = place;
      falls[to] = fall;
    }
  }

  /** By how much the largest force is above both 0 and the jump. */
  double above() {
    return above;
  }

  /** By how much the least force is below both 0 and the jump. */
  double below() {
    return below;
  }
}
