package marginflow.io.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import marginflow.flow.DenseOutput;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowView;

/**
 * A state along a flow in numbers: a value for each {@link Quantity} that is known of it. Every
 * table of states, every figure and every line of progress has its numbers from here; {@link
 * FlowPoint} has θ beside them.
 */
public final class FlowState {

  static final double LN10 = Math.log(10);

  private static final List<Quantity> ALL = List.of(Quantity.values());

  /** A state of which nothing is known. */
  public static final FlowState UNKNOWN = of(List.of(), new double[0]);

  /** What is known, and nothing else. */
  private final Map<Quantity, Double> values;

  private FlowState(Map<Quantity, Double> values) {
    this.values = values;
  }

  /**
   * The state with some values.
   *
   * @param quantities which are given
   * @param given the value of each, NaN for none
   */
  public static FlowState of(List<Quantity> quantities, double[] given) {
    Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
    for (int k = 0; k < given.length; k++) {
      put(values, quantities.get(k), given[k]);
    }
    return new FlowState(values);
  }

  private static void put(Map<Quantity, Double> values, Quantity quantity, double value) {
    if (Double.isNaN(value)) {
      values.remove(quantity);
    } else {
      values.put(quantity, value);
    }
  }

  /** The state after the step just taken, as far as the flow itself knows it. */
  public static FlowState of(FlowView view) {
    return of(view, ALL);
  }

  /** The same, of which no more is asked than some quantities. */
  public static FlowState of(FlowView view, List<Quantity> quantities) {
    return of(quantities, quantities.stream().mapToDouble(wanted -> wanted.of(view)).toArray());
  }

  /**
   * A state within the step just taken, as far as its interpolation knows it.
   *
   * @param x where in that step: an argument to the methods of {@link FlowView#dense()}
   */
  public static FlowState within(FlowView view, double x) {
    DenseOutput at = view.dense();
    return UNKNOWN
        .with(Quantity.STEP, (double) view.step())
        .with(Quantity.TAU, at.tau(x))
        .with(Quantity.LOG_TIME, at.logTime(x))
        .with(Quantity.LOG_NORM, at.logNorm(x))
        .with(Quantity.LOG10_LOSS, at.logLoss(x) / LN10)
        .with(Quantity.SMOOTHED_MARGIN, at.smoothedMargin(x));
  }

  /** The state in which a flow ended, as far as its result knows it. */
  public static FlowState of(FlowResult end) {
    return UNKNOWN
        .with(Quantity.STEP, (double) end.statistics().accepted())
        .with(Quantity.TAU, end.tau())
        .with(Quantity.LOG_TIME, end.logTime())
        .with(Quantity.LOG_NORM, end.logNorm())
        .with(Quantity.LOG10_LOSS, end.logLoss() / LN10)
        .with(Quantity.NORMALIZED_MARGIN, end.normalizedMargin());
  }

  /**
   * The same with another value.
   *
   * @param value NaN for none
   */
  public FlowState with(Quantity quantity, double value) {
    Map<Quantity, Double> changed = new EnumMap<>(Quantity.class);
    changed.putAll(values);
    put(changed, quantity, value);
    return new FlowState(changed);
  }

  /** The same with another value, if there is one. */
  public FlowState with(Quantity quantity, OptionalDouble value) {
    return value.isPresent() ? with(quantity, value.getAsDouble()) : this;
  }

  /** The same with the largest drifts until then. */
  public FlowState with(Drift drift) {
    return with(Quantity.BALANCE_DRIFT, drift.balance())
        .with(Quantity.ENERGY_DRIFT, drift.energy());
  }

  /** A value; empty where it is absent. */
  public OptionalDouble find(Quantity quantity) {
    double value = value(quantity);
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** A value as a file or a line of a figure has it, which both have gaps: NaN where absent. */
  public double value(Quantity quantity) {
    return values.getOrDefault(quantity, Double.NaN);
  }

  /** Accepted steps before and with the one in which it lies. */
  public long step() {
    return (long) value(Quantity.STEP);
  }

  /** τ, the loss-scaled time. */
  public double tau() {
    return value(Quantity.TAU);
  }

  /** Natural logarithm of the physical time, −∞ at the start. */
  public double logTime() {
    return value(Quantity.LOG_TIME);
  }

  /** Natural logarithm of ‖θ‖. */
  public double logNorm() {
    return value(Quantity.LOG_NORM);
  }

  /** Decimal logarithm of the loss. */
  public double log10Loss() {
    return value(Quantity.LOG10_LOSS);
  }

  /** ‖θ‖, by its logarithm. */
  public double norm() {
    return Math.exp(logNorm());
  }

  /** The horizon {@code −log10 𝓛}. */
  public double horizon() {
    return -log10Loss();
  }

  /** The largest drifts until then; empty where they were not watched. */
  public Optional<Drift> drift() {
    OptionalDouble balance = find(Quantity.BALANCE_DRIFT);
    OptionalDouble energy = find(Quantity.ENERGY_DRIFT);
    return balance.isPresent() && energy.isPresent()
        ? Optional.of(new Drift(balance.getAsDouble(), energy.getAsDouble()))
        : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FlowState state && values.equals(state.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The quantities that are known, by their columns. */
  @Override
  public String toString() {
    return ALL.stream()
        .filter(quantity -> find(quantity).isPresent())
        .map(quantity -> quantity.column() + " " + quantity.text(value(quantity)))
        .collect(Collectors.joining(", "));
  }
}
