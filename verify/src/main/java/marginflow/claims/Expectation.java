package marginflow.claims;

import java.util.Locale;

/** What a claim says of one measurement, as data. */
public sealed interface Expectation {

  /** The measurement's name. */
  String name();

  /** Whether a measured value is as expected. */
  boolean accepts(Measurements.Value value);

  /** The expectation for a person. */
  String text();

  /** An expectation of the same kind that contradicts this one. */
  Expectation contradicted();

  /**
   * A number, up to a tolerance.
   *
   * @param name the measurement
   * @param value what is expected
   * @param tolerance largest absolute deviation
   */
  record Near(String name, double value, double tolerance) implements Expectation {

    @Override
    public boolean accepts(Measurements.Value measured) {
      return measured instanceof Measurements.Quantity number
          && Math.abs(number.value() - value) <= tolerance;
    }

    @Override
    public String text() {
      return "%s = %s ± %s".formatted(name, NumberFormat.of(value), NumberFormat.of(tolerance));
    }

    @Override
    public Expectation contradicted() {
      return new Near(name, value + 2 * tolerance + 0.01 * Math.abs(value) + 1e-3, tolerance);
    }
  }

  /**
   * A number that must not be exceeded.
   *
   * @param name the measurement
   * @param bound largest value accepted
   */
  record AtMost(String name, double bound) implements Expectation {

    @Override
    public boolean accepts(Measurements.Value measured) {
      return measured instanceof Measurements.Quantity number && number.value() <= bound;
    }

    @Override
    public String text() {
      return "%s ≤ %s".formatted(name, NumberFormat.of(bound));
    }

    @Override
    public Expectation contradicted() {
      return new AtLeast(name, Math.nextUp(bound));
    }
  }

  /**
   * A number that must be reached.
   *
   * @param name the measurement
   * @param bound smallest value accepted
   */
  record AtLeast(String name, double bound) implements Expectation {

    @Override
    public boolean accepts(Measurements.Value measured) {
      return measured instanceof Measurements.Quantity number && number.value() >= bound;
    }

    @Override
    public String text() {
      return "%s ≥ %s".formatted(name, NumberFormat.of(bound));
    }

    @Override
    public Expectation contradicted() {
      return new AtMost(name, Math.nextDown(bound));
    }
  }

  /**
   * A word, such as a verdict.
   *
   * @param name the measurement
   * @param word what is expected
   */
  record Is(String name, String word) implements Expectation {

    @Override
    public boolean accepts(Measurements.Value measured) {
      return measured instanceof Measurements.Word found && found.value().equals(word);
    }

    @Override
    public String text() {
      return "%s: %s".formatted(name, word);
    }

    @Override
    public Expectation contradicted() {
      return new Is(name, "not " + word.toLowerCase(Locale.ROOT));
    }
  }
}
