package marginflow.flow;

import java.util.Locale;
import java.util.OptionalDouble;
import marginflow.flow.event.Branch;
import marginflow.flow.event.FlowEvent;
import marginflow.flow.field.Counters;
import marginflow.flow.field.FlowClock;
import marginflow.flow.field.SmoothedMargin;
import marginflow.flow.kink.KinkLog;
import marginflow.network.MarginModel;

/**
 * The part of a run that every integrator shares: it shows the state to observer and stop rules and
 * watches the monotone quantity γ̃. Integrators fill in the state.
 */
final class FlowMonitor implements FlowView, KinkLog {

  private final FlowSettings settings;
  private final FlowObserver observer;
  private final SmoothedMargin smoothed;
  private final Counters counters = new Counters();
  private final FlowStatistics statistics = new FlowStatistics(counters);
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

  /** The state shown before this one, against which γ̃ is judged. */
  private double lastLogNorm;

  private double lastLogLoss;
  private boolean shown;

  /** Where kinks are met: at the state shown, or at the end of the step that leads from it. */
  private double eventTau;

  private double eventLogLoss;

  FlowMonitor(MarginModel model, FlowSettings settings, FlowObserver observer, IntegratorRun run) {
    this.settings = settings;
    this.observer = observer;
    this.smoothed =
        new SmoothedMargin(settings.loss(), model.parameters(), model.degree().orElse(0));
    this.run = run;
    this.theta = new double[0];
  }

  /**
   * Points the view at a new state; θ is a live view of the integrator's.
   *
   * @param resolution of γ̃, relative, where that is more than its rounding
   * @param offSurface what γ̃ may be off besides, absolutely
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
      double resolution,
      double offSurface) {
    this.theta = theta;
    this.tau = clock.tau();
    this.logTime = clock.logTime();
    this.logNorm = logNorm;
    this.logLoss = logLoss;
    this.smallestMargin = smallestMargin;
    this.alignment = alignment;
    this.stepSize = stepSize;
    this.sliding = sliding;
    if (shown
        && smoothed.fell(lastLogNorm, lastLogLoss, logNorm, logLoss, resolution, offSurface)) {
      monotone = false;
    }
    lastLogNorm = logNorm;
    lastLogLoss = logLoss;
    shown = true;
    meetsKinksAt(tau, logLoss);
  }

  @Override
  public Branch branch() {
    return settings.branch();
  }

  /** What the run counts. */
  Counters counters() {
    return counters;
  }

  /** γ̃ and the rule of its fall. */
  SmoothedMargin smoothed() {
    return smoothed;
  }

  /** Whether 𝓛 is below ℓ(0), from where on γ̃ never decreases [LL, theorem 4.1]. */
  boolean separated() {
    return smoothed.separated(logLoss);
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

  /** Says where the kinks reported from now on are met, until the next state is shown. */
  void meetsKinksAt(double atTau, double atLogLoss) {
    eventTau = atTau;
    eventLogLoss = atLogLoss;
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

  @Override
  public void event(FlowEvent.Kind kind, int unit, int row) {
    observer.event(new FlowEvent(kind, counters.accepted, eventTau, eventLogLoss, unit, row));
  }

  @Override
  public void ambiguous(int unit, int row, double slope) {
    if (counters.ambiguous == 0) {
      counters.firstAmbiguousTau = eventTau;
    }
    counters.ambiguous++;
    observer.event(
        new FlowEvent(
            FlowEvent.Kind.AMBIGUOUS,
            counters.accepted,
            eventTau,
            eventLogLoss,
            unit,
            row,
            OptionalDouble.of(slope)));
  }

  /** What a message says of the uniqueness of the flow; empty where nothing is against it. */
  private String uniqueness() {
    return counters.ambiguous == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "; the flow is not unique, or not to the tolerance, at tau = %.6g (%s): this is one of"
                + " several ends",
            counters.firstAmbiguousTau,
            counters.ambiguous == 1 ? "one kink" : counters.ambiguous + " kinks in all");
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
            counters.accepted,
            logLoss / Math.log(10)));
  }

  /** The result of a run that came to an end by itself. */
  FlowResult result(Termination termination, String message) {
    return new FlowResult(
        termination,
        message + uniqueness(),
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

  void restore(boolean wasMonotone) {
    monotone = wasMonotone;
  }

  @Override
  public long step() {
    return counters.accepted;
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
  public double dissipated() {
    return run.dissipation.sum();
  }

  @Override
  public double normalizedMargin() {
    return smoothed.defined()
        ? smallestMargin * StrictMath.exp(-smoothed.degree() * logNorm)
        : Double.NaN;
  }

  @Override
  public double smoothedMargin() {
    return smoothed.of(logNorm, logLoss);
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
