package marginflow.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginflow.report.Drawing;

/** What an experiment found, by name and in order, with the runs it rests on. */
public final class Measurements {

  /** A measured value. */
  public sealed interface Value {

    /** The value for a person. */
    String text();
  }

  /**
   * A number.
   *
   * @param value the number; NaN where it could not be measured, which satisfies no expectation
   */
  public record Quantity(double value) implements Value {
    @Override
    public String text() {
      return NumberFormat.of(value);
    }
  }

  /**
   * A word.
   *
   * @param value the word
   */
  public record Word(String value) implements Value {
    @Override
    public String text() {
      return value;
    }
  }

  private final Map<String, Value> values = new LinkedHashMap<>();
  private final List<RunRecord> trials = new ArrayList<>();
  private final Map<String, Drawing> drawings = new LinkedHashMap<>();

  /** Nothing measured yet. */
  public Measurements() {}

  /** Notes a number. */
  public Measurements put(String name, double value) {
    values.put(name, new Quantity(value));
    return this;
  }

  /** Notes a count. */
  public Measurements put(String name, long count) {
    return put(name, (double) count);
  }

  /** Notes a word. */
  public Measurements put(String name, String value) {
    values.put(name, new Word(value));
    return this;
  }

  /** Keeps a run for the claim's folder and figures. */
  public Measurements keep(RunRecord run) {
    trials.add(run);
    return this;
  }

  /** Keeps a figure of the claim's own, by the name of its file. */
  public Measurements draw(String name, Drawing drawing) {
    drawings.put(name, drawing);
    return this;
  }

  /** A value by its name. */
  public Optional<Value> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** All values in the order they were noted. */
  public Map<String, Value> values() {
    return Map.copyOf(values).isEmpty() ? Map.of() : java.util.Collections.unmodifiableMap(values);
  }

  /** The figures kept, by name. */
  public Map<String, Drawing> drawings() {
    return java.util.Collections.unmodifiableMap(drawings);
  }

  /** The runs kept. */
  public List<RunRecord> trials() {
    return List.copyOf(trials);
  }
}
