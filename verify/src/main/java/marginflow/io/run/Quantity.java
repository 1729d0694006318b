package marginflow.io.run;

import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import marginflow.flow.FlowView;

/**
 * What is told of a state along a flow, in the order of {@code trace.csv}: each the column of a
 * table, under one name wherever it stands, and the way to read it off a running flow. {@link
 * FlowState} has the values.
 */
public enum Quantity {
  /** Accepted steps before and with the one in which the state lies. */
  STEP("step", true, FlowView::step),
  /** τ, the loss-scaled time. */
  TAU("tau", false, FlowView::tau),
  /** Natural logarithm of the physical time, −∞ at the start. */
  LOG_TIME("log_time", false, FlowView::logTime),
  /** Natural logarithm of ‖θ‖. */
  LOG_NORM("log_norm", false, FlowView::logNorm),
  /** Decimal logarithm of the loss. */
  LOG10_LOSS("log10_loss", false, view -> view.logLoss() / FlowState.LN10),
  /** {@code min q / ρ^L}; absent if the network is not homogeneous. */
  NORMALIZED_MARGIN("normalized_margin", false, FlowView::normalizedMargin),
  /** {@code −log 𝓛 / ρ^L}; absent if the network is not homogeneous. */
  SMOOTHED_MARGIN("smoothed_margin", false, FlowView::smoothedMargin),
  /** ε of the (ε, δ)-KKT point; absent where it was not asked for. */
  KKT_RESIDUAL("kkt_residual", false, view -> Double.NaN),
  /** Size of the step in the integrator's own time. */
  STEP_SIZE("step_size", false, FlowView::stepSize),
  /** {@code cos(θ, −∇𝓛)}. */
  ALIGNMENT("alignment", false, FlowView::alignment),
  /** Largest {@link Drift#balance} until then; absent where none is watched. */
  BALANCE_DRIFT("balance_drift", false, view -> Double.NaN),
  /** Largest {@link Drift#energy} until then; absent where none is watched. */
  ENERGY_DRIFT("energy_drift", false, view -> Double.NaN),
  /** Steps rejected so far. */
  REJECTED("rejected", true, view -> view.statistics().rejected()),
  /** Gradient evaluations so far. */
  EVALUATIONS("gradient_evaluations", true, view -> view.statistics().evaluations()),
  /** Kinks crossed so far. */
  CROSSINGS("crossings", true, view -> view.statistics().crossings()),
  /** Kinks that began to slide so far. */
  SLIDES("slides", true, view -> view.statistics().slides()),
  /** Kinks that stopped sliding so far. */
  RELEASES("releases", true, view -> view.statistics().releases()),
  /** Kinks that slide now. */
  SLIDING("sliding", true, FlowView::sliding),
  /** Steps so far that captured their kinks. */
  CAPTURED("captured", true, view -> view.statistics().capturedSteps());

  private final String column;
  private final boolean whole;

  /** A function of its argument alone. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final ToDoubleFunction<FlowView> reader;

  Quantity(String column, boolean whole, ToDoubleFunction<FlowView> reader) {
    this.column = column;
    this.whole = whole;
    this.reader = reader;
  }

  /** Its name in tables and archives. */
  public String column() {
    return column;
  }

  /** Whether it counts something. */
  public boolean isWhole() {
    return whole;
  }

  /** The value after the step just taken; NaN where the flow itself does not have it. */
  double of(FlowView view) {
    return reader.applyAsDouble(view);
  }

  /** The value after the step just taken; empty where the flow itself does not have it. */
  public OptionalDouble find(FlowView view) {
    double value = of(view);
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The field of a table: empty where the value is absent. */
  String text(double value) {
    return whole && !Double.isNaN(value) ? Long.toString((long) value) : RowFile.field(value);
  }

  /**
   * The value of a field of a table.
   *
   * @throws NumberFormatException if it is none
   */
  double parse(String field) {
    return whole ? Long.parseLong(field) : RowFile.number(field);
  }
}
