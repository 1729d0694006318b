package marginflow.flow;

import java.util.Locale;
import marginflow.network.MarginModel;

/**
 * The part of a run that every integrator shares: it shows the state to observer and stop rules and
 * watches the monotone quantity γ̃. Integrators fill in the state.
 */
final class FlowMonitor implements FlowView {

  private final FlowSettings settings;
  private final FlowObserver observer;
  private final int parameters;
  private final double degree;
  private final FlowStatistics statistics = new FlowStatistics();
  private final IntegratorRun run;

  private double[] theta;
  private double tau;
  private double logTime;
  private double logNorm;
  private double logLoss;
  private double smallestMargin;
  private double alignment;
  private double stepSize;
  private int sliding;
  private boolean monotone = true;
  private double smoothed = Double.NEGATIVE_INFINITY;

  FlowMonitor(MarginModel model, FlowSettings settings, FlowObserver observer, IntegratorRun run) {
    this.parameters = model.parameters();
    this.settings = settings;
    this.observer = observer;
    this.degree = model.degree().orElse(0);
    this.run = run;
    this.theta = new double[0];
  }

  /**
   * Points the view at a new state; θ is a live view of the integrator's.
   *
   * @param resolution of γ̃, relative, where that is more than its rounding
   */
  void update(
      double[] theta,
      FlowClock clock,
      double logNorm,
      double logLoss,
      double smallestMargin,
      double alignment,
      double stepSize,
      int sliding,
      double resolution) {
    this.theta = theta;
    this.tau = clock.tau();
    this.logTime = clock.logTime();
    this.logNorm = logNorm;
    this.logLoss = logLoss;
    this.smallestMargin = smallestMargin;
    this.alignment = alignment;
    this.stepSize = stepSize;
    this.sliding = sliding;
    double now = smoothedMargin();
    if (separated()
        && now
            < smoothed
                - Math.max(resolution, rounding(parameters, degree, logNorm))
                    * Math.abs(smoothed)) {
      monotone = false;
    }
    smoothed = now;
  }

  /** Whether the network is homogeneous, so that γ̃ is defined. */
  boolean homogeneous() {
    return degree != 0;
  }

  /** Whether 𝓛 is below ℓ(0), from where on γ̃ never decreases [LL, theorem 4.1]. */
  boolean separated() {
    return logLoss < StrictMath.log(settings.loss().atZero());
  }

  /**
   * Relative rounding of γ̃: the margins are inner products of at most P terms, and the norm to the
   * power L is the exponential of L log ρ ([H] ch. 3, {@code γ_P = P u}).
   */
  static double rounding(int parameters, double degree, double logNorm) {
    return 0.5 * Math.ulp(1.0) * (2 * parameters + 4 * degree * (1 + Math.abs(logNorm)));
  }

  /** Shows the state to the observer; true if a rule or the observer ends the run. */
  boolean accepted() {
    observer.accepted(this);
    // By index: an iterator would be garbage at every step.
    for (int i = 0; i < settings.stops().size(); i++) {
      if (!(settings.stops().get(i).value(this) > 0)) {
        return true;
      }
    }
    return observer.interrupted();
  }

  /**
   * Least value of the rules whose root ends a run, at a state that was not accepted.
   *
   * @param trialLogNorm its log ρ
   * @param trialLogLoss its log 𝓛
   */
  double untilStop(double trialLogNorm, double trialLogLoss) {
    double acceptedLogNorm = logNorm;
    double acceptedLogLoss = logLoss;
    logNorm = trialLogNorm;
    logLoss = trialLogLoss;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < settings.stops().size(); i++) {
      StopRule rule = settings.stops().get(i);
      if (rule.continuous()) {
        least = Math.min(least, rule.value(this));
      }
    }
    logNorm = acceptedLogNorm;
    logLoss = acceptedLogLoss;
    return least;
  }

  void event(FlowEvent.Kind kind, int unit, int row) {
    observer.event(new FlowEvent(kind, statistics.accepted(), tau, logLoss, unit, row));
  }

  /** The result of a run that a rule or the observer ended. */
  FlowResult ended() {
    for (StopRule rule : settings.stops()) {
      if (!(rule.value(this) > 0)) {
        return result(rule.termination(), rule.sentence(this));
      }
    }
    return result(
        Termination.INTERRUPTED,
        String.format(
            Locale.ROOT,
            "interrupted after %d steps at log10 loss %.6g",
            statistics.accepted(),
            logLoss / Math.log(10)));
  }

  /** The result of a run that came to an end by itself. */
  FlowResult result(Termination termination, String message) {
    return new FlowResult(
        termination,
        message,
        theta.clone(),
        logTime,
        tau,
        logNorm,
        logLoss,
        normalizedMargin(),
        monotone,
        sliding,
        statistics,
        checkpoint());
  }

  boolean monotone() {
    return monotone;
  }

  void restore(boolean wasMonotone, double lastSmoothed) {
    monotone = wasMonotone;
    smoothed = lastSmoothed;
  }

  @Override
  public long step() {
    return statistics.accepted();
  }

  @Override
  public double tau() {
    return tau;
  }

  @Override
  public double logTime() {
    return logTime;
  }

  @Override
  public double logNorm() {
    return logNorm;
  }

  @Override
  public double logLoss() {
    return logLoss;
  }

  @Override
  public double normalizedMargin() {
    return !homogeneous() ? Double.NaN : smallestMargin * StrictMath.exp(-degree * logNorm);
  }

  @Override
  public double smoothedMargin() {
    return smoothedMargin(logNorm, logLoss);
  }

  /** γ̃ of a state by its logarithms; NaN if the network is not homogeneous. */
  double smoothedMargin(double ofLogNorm, double ofLogLoss) {
    return !homogeneous() ? Double.NaN : -ofLogLoss * StrictMath.exp(-degree * ofLogNorm);
  }

  @Override
  public double alignment() {
    return alignment;
  }

  @Override
  public double stepSize() {
    return stepSize;
  }

  @Override
  public FlowStatistics statistics() {
    return statistics;
  }

  @Override
  public int sliding() {
    return sliding;
  }

  @Override
  public void theta(double[] out) {
    System.arraycopy(theta, 0, out, 0, theta.length);
  }

  @Override
  public DenseOutput dense() {
    return run;
  }

  @Override
  public Checkpoint checkpoint() {
    return run.checkpoint();
  }
}
