package marginflow.crosscheck;

import marginflow.reference.Bounded;

/** Collects the deviations of one kernel over its cases and remembers the worst. */
public final class Tally {

  private final String kernel;
  private int cases;
  private String current = "";
  private String worst = "";
  private double deviation = -1;

  Tally(String kernel) {
    this.kernel = kernel;
  }

  /** Opens the next case; what follows belongs to it. */
  void open(String description) {
    cases++;
    current = description;
    if (worst.isEmpty()) {
      worst = description;
    }
  }

  /** Compares a computed number with its twin. */
  void expect(Bounded twin, double computed) {
    record(twin.deviation(computed));
  }

  /** Compares computed numbers with their twins. */
  void expect(Bounded[] twins, double[] computed) {
    for (int k = 0; k < twins.length; k++) {
      expect(twins[k], computed[k]);
    }
  }

  /** Something that must be exactly so. */
  void require(boolean condition) {
    record(condition ? 0 : Double.POSITIVE_INFINITY);
  }

  /** Requires two numbers to have the same bits; any NaN equals any other. */
  void same(double expected, double computed) {
    require(Double.doubleToLongBits(expected) == Double.doubleToLongBits(computed));
  }

  private void record(double value) {
    if (value > deviation || Double.isNaN(value)) {
      deviation = Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
      worst = current;
    }
  }

  Outcome outcome() {
    return new Outcome(kernel, cases, worst, Math.max(0, deviation));
  }
}
