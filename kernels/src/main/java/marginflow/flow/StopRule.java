package marginflow.flow;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * A reason to stop, as the root of a function: the flow ends after the first accepted step on which
 * {@link #value} is not positive. If the rule is {@link #continuous} the long-horizon integrator
 * shortens that step until it ends at the root, to its tolerance. Rules that need a clock or a
 * certificate live with the caller; those that need the state alone have factories here.
 */
public interface StopRule {

  /** Positive while the flow may go on. */
  double value(FlowView view);

  /** Whether the value is a continuous function of {@code log ρ} and {@code log 𝓛} alone. */
  default boolean continuous() {
    return false;
  }

  /** The ending's name. */
  Termination termination();

  /** The ending in a sentence; asked once, when the rule has fired. */
  String sentence(FlowView view);

  /**
   * Stops when the natural logarithm of the loss has fallen to {@code logLoss}. The value is the
   * difference of their inverse hyperbolic sines: of the logarithms themselves near zero, and far
   * below of what grows as slowly as log ρ, in which a step is all but straight.
   */
  static StopRule logLoss(double logLoss) {
    return new LogLoss(logLoss);
  }

  /** Stops after a number of accepted steps. */
  static StopRule steps(long limit) {
    return new Simple(
        Termination.STEP_LIMIT,
        view -> limit - view.statistics().accepted(),
        view -> String.format(Locale.ROOT, "the limit of %d steps was reached", limit));
  }

  /** A rule made of two functions. */
  record Simple(
      Termination termination,
      java.util.function.ToDoubleFunction<FlowView> function,
      java.util.function.Function<FlowView, String> text)
      implements StopRule {

    @Override
    public double value(FlowView view) {
      return function.applyAsDouble(view);
    }

    @Override
    public String sentence(FlowView view) {
      return text.apply(view);
    }
  }

  /** The rule of {@link #logLoss}. */
  record LogLoss(double target) implements StopRule {

    /** What a logarithm and back leaves of a target's digits. */
    private static final MathContext DIGITS = new MathContext(12);

    @Override
    public double value(FlowView view) {
      return asinh(view.logLoss()) - asinh(target);
    }

    private static double asinh(double x) {
      double size = Math.abs(x);
      return Math.copySign(StrictMath.log(size + StrictMath.hypot(size, 1)), x);
    }

    /** As a person writes it: integers without a point. */
    private static String number(double value) {
      String text = Double.toString(value);
      return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    @Override
    public boolean continuous() {
      return true;
    }

    @Override
    public Termination termination() {
      return Termination.HORIZON_REACHED;
    }

    @Override
    public String sentence(FlowView view) {
      return String.format(
          Locale.ROOT,
          "log10 loss reached %s after %d steps",
          number(new BigDecimal(target / Math.log(10)).round(DIGITS).doubleValue()),
          view.statistics().accepted());
    }
  }
}
