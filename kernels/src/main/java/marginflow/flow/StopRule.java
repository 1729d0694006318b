package marginflow.flow;

/**
 * A reason to stop, as the root of a function of the state: the flow ends after the first accepted
 * step on which {@link #value} is not positive. Rules that need a clock or a certificate live with
 * the caller; those that need the state alone have factories here.
 */
public interface StopRule {

  /** Positive while the flow may go on. */
  double value(FlowView view);

  /** The ending's name. */
  Termination termination();

  /** The ending in a sentence; asked once, when the rule has fired. */
  String sentence(FlowView view);

  /** Stops when the natural logarithm of the loss has fallen to {@code logLoss}. */
  static StopRule logLoss(double logLoss) {
    return new Simple(
        Termination.HORIZON_REACHED,
        view -> view.logLoss() - logLoss,
        view ->
            "log10 loss reached %s after %d steps"
                .formatted(
                    Double.toString((float) (logLoss / Math.log(10))),
                    view.statistics().accepted()));
  }

  /** Stops after a number of accepted steps. */
  static StopRule steps(long limit) {
    return new Simple(
        Termination.STEP_LIMIT,
        view -> limit - view.statistics().accepted(),
        view -> "the limit of %d steps was reached".formatted(limit));
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
}
