package marginflow.sweep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import marginflow.certificate.Certificate;
import marginflow.certificate.Nearby;
import marginflow.certificate.verdict.MarginBound;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowStatistics;

/**
 * A number of the table of a sweep: the name of its column, and where it comes from.
 *
 * @param <T> what it is a number of
 * @param name of its column
 * @param whole whether it counts something
 * @param value the number; empty where there is none
 */
record NumberColumn<T>(String name, boolean whole, Function<T, OptionalDouble> value) {

  private static final double LN10 = Math.log(10);

  /** What a certificate proves. */
  static final List<NumberColumn<Certificate>> PROVED =
      List.of(
          real("normalized_margin", Certificate::normalizedMargin),
          found("margin_bound_lower", c -> c.marginBound().map(MarginBound::lower)),
          found("margin_bound_upper", c -> c.marginBound().map(MarginBound::upper)),
          real("kkt_residual", Certificate::kktResidual),
          real("complementarity", Certificate::complementarity),
          new NumberColumn<>("escape_rate", false, Certificate::escapeRate),
          count("support", c -> c.support().length),
          found("nearby_margin", c -> exact(c).map(Certificate::normalizedMargin)),
          found("nearby_distance", c -> c.nearby().map(Nearby::relativeDistance)),
          found("nearby_kkt_residual", c -> exact(c).map(Certificate::kktResidual)),
          new NumberColumn<>(
              "nearby_escape_rate",
              false,
              c -> exact(c).map(Certificate::escapeRate).orElse(OptionalDouble.empty())));

  /** What is known of every cell that was run. */
  static final List<NumberColumn<CellEnd>> RUN =
      List.of(
          real("log10_loss", end -> flow(end).logLoss() / LN10),
          real("log10_time", end -> flow(end).logTime() / LN10),
          real("log10_norm", end -> flow(end).logNorm() / LN10),
          count("steps", end -> counts(end).accepted()),
          count("rejected", end -> counts(end).rejected()),
          count("gradient_evaluations", end -> counts(end).evaluations()),
          count("crossings", end -> counts(end).crossings()),
          count("slides", end -> counts(end).slides()),
          count("releases", end -> counts(end).releases()),
          count("sliding_at_end", end -> flow(end).slidingAtEnd()),
          count("ambiguous", end -> counts(end).ambiguous()),
          real("drift_balance", end -> end.drift().balance()),
          real("drift_energy", end -> end.drift().energy()),
          found("audit_digits", end -> end.audited().map(CellEnd.Audited::digits)),
          new NumberColumn<>("audit_defect", false, end -> audited(end, CellEnd.Audited::defect)),
          new NumberColumn<>(
              "audit_distance", false, end -> audited(end, CellEnd.Audited::distance)));

  private static <T> NumberColumn<T> real(String name, ToDoubleFunction<T> value) {
    return new NumberColumn<>(name, false, of -> OptionalDouble.of(value.applyAsDouble(of)));
  }

  private static <T> NumberColumn<T> count(String name, ToDoubleFunction<T> value) {
    return new NumberColumn<>(name, true, of -> OptionalDouble.of(value.applyAsDouble(of)));
  }

  private static <T> NumberColumn<T> found(String name, Function<T, Optional<Double>> value) {
    return new NumberColumn<>(
        name, false, of -> value.apply(of).map(OptionalDouble::of).orElse(OptionalDouble.empty()));
  }

  private static Optional<Certificate> exact(Certificate certificate) {
    return certificate.nearby().map(Nearby::certificate);
  }

  private static FlowResult flow(CellEnd end) {
    return end.outcome().flow();
  }

  private static FlowStatistics counts(CellEnd end) {
    return flow(end).statistics();
  }

  private static OptionalDouble audited(
      CellEnd end, Function<CellEnd.Audited, OptionalDouble> value) {
    return end.audited().map(value).orElse(OptionalDouble.empty());
  }

  /** The field of the table: whole numbers without a point, nothing where there is no number. */
  String field(Optional<T> of) {
    double number = of.map(value).orElse(OptionalDouble.empty()).orElse(Double.NaN);
    if (Double.isNaN(number)) {
      return "";
    }
    boolean integral = number == Math.rint(number) && Math.abs(number) < 1e15;
    return integral ? Long.toString((long) number) : Double.toString(number);
  }
}
