package marginflow.bench.flow;

import java.util.Locale;

/** How figures are written in the tables. */
final class Numbers {

  private Numbers() {}

  /** Six digits of a loss's common logarithm, with powers of ten where it is large. */
  static String loss(double log10Loss) {
    return String.format(Locale.ROOT, "%.6g", log10Loss);
  }

  /** Two digits of what is small; empty where there is none. */
  static String small(double x) {
    return Double.isNaN(x) ? "" : String.format(Locale.ROOT, "%.1e", x);
  }

  /** A normalized margin. */
  static String margin(double x) {
    return Double.isNaN(x) ? "" : String.format(Locale.ROOT, "%.10f", x);
  }

  /** A slope; empty where there is none. */
  static String slope(double x) {
    return Double.isNaN(x) ? "" : String.format(Locale.ROOT, "%.3f", x);
  }

  /** Three digits of seconds. */
  static String seconds(double x) {
    return String.format(Locale.ROOT, "%.3g", x);
  }
}
