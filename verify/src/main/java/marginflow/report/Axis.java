package marginflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A range of numbers along one side of a chart.
 *
 * @param label what the numbers are
 * @param scale how they are laid out
 * @param min the number at the start
 * @param max the number at the end, above {@code min}
 */
public record Axis(String label, Scale scale, double min, double max) {

  /** How numbers are laid out. */
  public enum Scale {
    /** In proportion. */
    LINEAR,
    /** By their logarithms. */
    LOG
  }

  /**
   * A tick.
   *
   * @param value where it is
   * @param text its label, empty for a small tick
   * @param raised an exponent behind the label, or empty
   */
  public record Tick(double value, String text, String raised) {}

  /** Labels that fit along a side. */
  private static final int MOST_LABELS = 6;

  /** Decades below which powers of ten alone are too few labels. */
  private static final double DECADES_WITHOUT_POWERS = 2;

  /** Decades up to which the small ticks 2, 3, …, 9 stay apart. */
  private static final int DECADES_WITH_SMALL_TICKS = 7;

  /** Share of a linear range left free at either end. */
  private static final double MARGIN = 0.04;

  /** The same of a logarithmic one, and decades that are left free at least: 5 %. */
  private static final double LOG_MARGIN = 0.02;

  private static final double LEAST_LOG_ROOM = 0.02;

  /** Largest number that labels write out. */
  private static final double PLAIN = 1e5;

  /** Checks that the range is one. */
  public Axis {
    if (!(min < max) || (scale == Scale.LOG && !(min > 0)) || Double.isInfinite(max - min)) {
      throw new IllegalArgumentException(
          "not a range of a %s axis: [%s, %s]".formatted(scale, min, max));
    }
  }

  /**
   * The linear axis that holds all finite values, with some room, or [0, 1] if there is none.
   *
   * @param label what the numbers are
   * @param values the numbers
   */
  public static Axis linear(String label, DoubleStream values) {
    double[] range = range(values.filter(Double::isFinite));
    if (range.length == 0) {
      return new Axis(label, Scale.LINEAR, 0, 1);
    }
    double width = range[1] - range[0];
    // A constant gets room for five digits behind the leading one, so that rounding is not drawn as
    // structure.
    double least = 1e-5 * Math.max(Math.abs(range[0]), Math.abs(range[1]));
    double room = width > least ? MARGIN * width : Math.max(least, Double.MIN_NORMAL);
    return new Axis(label, Scale.LINEAR, range[0] - room, range[1] + room);
  }

  /**
   * The logarithmic axis that holds all positive finite values, with some room, or [1, 10] if there
   * is none.
   *
   * @param label what the numbers are
   * @param values the numbers
   */
  public static Axis log(String label, DoubleStream values) {
    double[] range = range(values.filter(v -> v > 0 && Double.isFinite(v)));
    if (range.length == 0) {
      return new Axis(label, Scale.LOG, 1, 10);
    }
    double low = Math.log10(range[0]);
    double high = Math.log10(range[1]);
    double room = Math.max(LOG_MARGIN * (high - low), LEAST_LOG_ROOM);
    low -= room;
    high += room;
    return new Axis(label, Scale.LOG, Math.pow(10, low), Math.pow(10, high));
  }

  /** The position of a number: 0 at the start of the axis, 1 at its end. */
  public double fraction(double value) {
    return scale == Scale.LINEAR
        ? (value - min) / (max - min)
        : Math.log(value / min) / Math.log(max / min);
  }

  /** Whether the axis can show a number. */
  public boolean shows(double value) {
    return value >= min && value <= max;
  }

  /** The ticks, labelled and small ones, in ascending order. */
  public List<Tick> ticks() {
    return scale == Scale.LINEAR ? linearTicks() : logTicks();
  }

  private List<Tick> linearTicks() {
    double step = niceStep((max - min) / MOST_LABELS);
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    List<Tick> ticks = new ArrayList<>();
    for (double k = Math.ceil(min / step); k * step <= max; k++) {
      ticks.add(new Tick(k * step, plain(k * step, decimals), ""));
    }
    return ticks;
  }

  /** The smallest of 1, 2, 5 times a power of ten that is not below a width. */
  private static double niceStep(double width) {
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    double lead = width / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
  }

  private List<Tick> logTicks() {
    int first = (int) Math.floor(Math.log10(min));
    int last = (int) Math.ceil(Math.log10(max));
    if (Math.log10(max / min) < DECADES_WITHOUT_POWERS) {
      return narrowTicks(first, last);
    }
    int every = 1 + (last - first - 1) / MOST_LABELS;
    List<Tick> ticks = new ArrayList<>();
    for (int e = first; e <= last; e++) {
      if (Math.floorMod(e, every) == 0) {
        add(ticks, e, 1, "10", minus(Integer.toString(e)));
      }
      for (int lead = 2; last - first <= DECADES_WITH_SMALL_TICKS && lead <= 9; lead++) {
        add(ticks, e, lead, "", "");
      }
    }
    return ticks;
  }

  /** Ticks at 1, 2 and 5 times powers of ten, at all digits, or as on a linear axis. */
  private List<Tick> narrowTicks(int first, int last) {
    for (List<Integer> named : List.of(List.of(1, 2, 5), List.of(1, 2, 3, 4, 5, 6, 7, 8, 9))) {
      List<Tick> ticks = new ArrayList<>();
      for (int e = first; e <= last; e++) {
        for (int lead = 1; lead <= 9; lead++) {
          addNarrow(ticks, e, lead, named.contains(lead));
        }
      }
      if (ticks.stream().filter(t -> !t.text().isEmpty()).count() > 1) {
        return ticks;
      }
    }
    return linearTicks();
  }

  private void addNarrow(List<Tick> ticks, int exponent, int lead, boolean named) {
    double value = lead * Math.pow(10, exponent);
    if (!named) {
      add(ticks, exponent, lead, "", "");
    } else if (value >= 1 / PLAIN && value <= PLAIN) {
      add(ticks, exponent, lead, plain(value, Math.max(0, -exponent)), "");
    } else {
      add(ticks, exponent, lead, lead + "·10", minus(Integer.toString(exponent)));
    }
  }

  private void add(List<Tick> ticks, int exponent, int lead, String text, String raised) {
    double value = lead * Math.pow(10, exponent);
    if (value >= min * (1 - 1e-12) && value <= max * (1 + 1e-12)) {
      ticks.add(new Tick(value, text, raised));
    }
  }

  private static String plain(double value, int decimals) {
    return minus(String.format(Locale.ROOT, "%." + decimals + "f", value + 0.0));
  }

  /** Writes the sign of a negative number as a minus, not as a hyphen, and zero without one. */
  private static String minus(String number) {
    String bare = number.matches("-0(\\.0*)?") ? number.substring(1) : number;
    return bare.replace('-', '−');
  }

  /** The least and the greatest value, or nothing. */
  private static double[] range(DoubleStream values) {
    var statistics = values.summaryStatistics();
    return statistics.getCount() == 0
        ? new double[0]
        : new double[] {statistics.getMin(), statistics.getMax()};
  }
}
