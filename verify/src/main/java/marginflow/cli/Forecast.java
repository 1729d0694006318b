package marginflow.cli;

import java.util.Locale;

/**
 * How long the rest of a sweep takes, from flows that have ended. They are a fair sample of those
 * that have not, since cells are run in a scattered order; the range is that of two standard
 * errors.
 */
final class Forecast {

  private static final int SECONDS_OF_A_MINUTE = 60;
  private static final int SECONDS_OF_AN_HOUR = 3600;

  private long count;
  private double sum;
  private double squares;

  Forecast() {}

  /** Takes the time of a flow that has ended. */
  synchronized void add(double seconds) {
    count++;
    sum += seconds;
    squares += seconds * seconds;
  }

  /** How many have ended. */
  synchronized long count() {
    return count;
  }

  /** Seconds of a flow in the mean; NaN if none has ended. */
  synchronized double mean() {
    return sum / count;
  }

  /** What is left, in words. */
  synchronized String left(long rest, int threads) {
    if (count < 2) {
      return "no estimate yet";
    }
    double mean = sum / count;
    double variance = Math.max(0, (squares - count * mean * mean) / (count - 1));
    double expected = rest * mean / threads;
    double error = Math.sqrt(variance * rest * (1 + (double) rest / count)) / threads;
    return "about %s left (%s to %s)"
        .formatted(
            time(expected), time(Math.max(0, expected - 2 * error)), time(expected + 2 * error));
  }

  /** A time as a person says it. */
  static String time(double seconds) {
    if (seconds < 2 * SECONDS_OF_A_MINUTE) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    return seconds < 2 * SECONDS_OF_AN_HOUR
        ? String.format(Locale.ROOT, "%.0f min", seconds / SECONDS_OF_A_MINUTE)
        : String.format(Locale.ROOT, "%.1f h", seconds / SECONDS_OF_AN_HOUR);
  }
}
