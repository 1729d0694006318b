package marginflow.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Gradient evaluations against time, and when their rate became steady. */
final class Progress {

  /** Windows that a run is cut into. */
  private static final int WINDOWS = 60;

  /** Windows whose median is compared, against the noise of single ones. */
  private static final int NEIGHBOURS = 5;

  /** Share of the final rate that counts as steady. */
  private static final double STEADY = 0.9;

  /** Marks are at least this far apart: a thousandth of the shortest run worth profiling. */
  private static final long SPACING_NANOS = 1_000_000;

  private record Mark(long nanos, long evaluations) {}

  private final List<Mark> marks = new ArrayList<>();

  Progress(long start) {
    marks.add(new Mark(start, 0));
  }

  /** Notes a moment. */
  void note(long nanos, long evaluations) {
    if (nanos - marks.getLast().nanos() >= SPACING_NANOS) {
      marks.add(new Mark(nanos, evaluations));
    }
  }

  /**
   * Seconds from the start until evaluations came at {@value #STEADY} of the median rate of the
   * run's second half, by the median of five windows; empty if the run is too short to tell.
   */
  OptionalDouble steadySeconds() {
    double[] rates = rates();
    if (rates.length < 2 * NEIGHBOURS) {
      return OptionalDouble.empty();
    }
    double last = median(rates, rates.length / 2, rates.length);
    for (int i = 0; i + NEIGHBOURS <= rates.length; i++) {
      if (median(rates, i, i + NEIGHBOURS) >= STEADY * last) {
        return OptionalDouble.of(1e-9 * i * window());
      }
    }
    return OptionalDouble.empty();
  }

  private double window() {
    return (double) (marks.getLast().nanos() - marks.getFirst().nanos()) / WINDOWS;
  }

  /** Evaluations per nanosecond in each window. */
  private double[] rates() {
    if (marks.size() <= WINDOWS) {
      return new double[0];
    }
    double[] rates = new double[WINDOWS];
    int mark = 0;
    double before = 0;
    for (int w = 0; w < WINDOWS; w++) {
      double end = marks.getFirst().nanos() + (w + 1) * window();
      while (mark + 2 < marks.size() && marks.get(mark + 1).nanos() < end) {
        mark++;
      }
      double at = interpolate(marks.get(mark), marks.get(mark + 1), end);
      rates[w] = (at - before) / window();
      before = at;
    }
    return rates;
  }

  private static double interpolate(Mark a, Mark b, double nanos) {
    double share = (nanos - a.nanos()) / (b.nanos() - a.nanos());
    return a.evaluations() + share * (b.evaluations() - a.evaluations());
  }

  private static double median(double[] values, int from, int to) {
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
