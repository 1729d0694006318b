package marginflow.flow.kink;

import java.util.Arrays;

/**
 * The kinks of a scan that pass in a step, in the order of their times. Copies of a unit, or a
 * sample and its mirror image, come to their surfaces at one time, and rounding must not put one
 * before the others.
 */
final class CrossingOrder {

  private final EventDetector detector;
  private int[] order = new int[64];
  private double[] times = new double[64];
  private int count;

  CrossingOrder(EventDetector detector) {
    this.detector = detector;
  }

  /** Lists what passes in a step of length h, at the times of the frozen path. */
  void list(double h) {
    count = 0;
    for (int v = 0; v < detector.count(); v++) {
      if (!detector.slides(v)) {
        if (count == order.length) {
          order = Arrays.copyOf(order, 2 * count);
          times = Arrays.copyOf(times, 2 * count);
        }
        times[count] = h * detector.fraction(v);
        order[count++] = v;
      }
    }
  }

  /** Puts the kinks in the order of their times. */
  void sort() {
    for (int i = 1; i < count; i++) {
      int v = order[i];
      double time = times[i];
      int place = i;
      while (place > 0 && times[place - 1] > time) {
        order[place] = order[place - 1];
        times[place] = times[place - 1];
        place--;
      }
      order[place] = v;
      times[place] = time;
    }
  }

  /** The place behind the last kink that crosses together with the one at a place. */
  int endOfTie(int first, double h) {
    int end = first + 1;
    while (end < count && together(first, end, h)) {
      end++;
    }
    return end;
  }

  private boolean together(int first, int last, double h) {
    boolean all = true;
    for (int i = first; i < last; i++) {
      all &= detector.ties().together(order[i], order[last], h);
    }
    return all;
  }

  /** How many pass. */
  int count() {
    return count;
  }

  /** The kink at a place, by its place in the scan. */
  int at(int i) {
    return order[i];
  }

  /** When it passes; the length of the step if others keep it from its surface. */
  double time(int i) {
    return times[i];
  }

  /** Moves its time. */
  void setTime(int i, double time) {
    times[i] = time;
  }
}
