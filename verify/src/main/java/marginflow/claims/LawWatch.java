package marginflow.claims;

import marginflow.flow.FlowStatistics;
import marginflow.flow.FlowView;
import marginflow.loss.Loss;
import marginflow.network.Balance;

/**
 * Watches the laws of {@link RunLaws} on every accepted step, with formulas of its own: γ̃ from log
 * 𝓛 and log ρ, and the balances from θ.
 *
 * <p>Lyu and Li's Lemma 5.1, {@code d log γ̃ / dt ≥ L (d log ρ / dt)⁻¹ ‖du/dt‖²}, is asked of the
 * path itself and not of a velocity: with {@code s = log ρ} for time and Cauchy and Schwarz's
 * inequality it is
 *
 * <pre>  Δlog γ̃ ≥ L ∫ ‖du/ds‖² ds ≥ L ‖Δu‖² / Δs</pre>
 *
 * between any two places. They are taken {@link #CHORD} apart, so that a step's own error, the
 * tolerance, is a small part of the way.
 */
final class LawWatch {

  /** Least way of the direction between two places that are compared. */
  static final double CHORD = 1e-3;

  private final Setup setup;
  private final Balance balance;
  private final double[] start;
  private final double[] from;
  private double fromLogNorm = Double.NaN;
  private double fromLogMargin;
  private double lastLogMargin = Double.NaN;
  private long places;
  private double fall;
  private long chords;
  private double ratio = Double.POSITIVE_INFINITY;
  private double drift;

  LawWatch(Setup setup) {
    this.setup = setup;
    this.balance = Balance.of(setup.net());
    this.start = balance.values(setup.theta0());
    this.from = new double[setup.net().parameters()];
  }

  void accepted(FlowView view, double[] theta) {
    double logNorm = view.logNorm();
    double[] now = balance.values(theta);
    double size = Problems.dot(theta, theta);
    for (int k = 0; k < now.length; k++) {
      drift = Math.max(drift, Math.abs(now[k] - start[k]) / size);
    }
    boolean fitted = view.logLoss() < Math.log(setup.loss().atZero());
    if (setup.net().degree().isPresent() && fitted) {
      double degree = setup.net().degree().getAsInt();
      place(theta, logNorm, logMargin(setup.loss(), view.logLoss()) - degree * logNorm, degree);
    }
  }

  /** {@code log ℓ⁻¹(𝓛)} of a loss below ℓ(0). */
  static double logMargin(Loss loss, double logLoss) {
    if (loss == Loss.EXPONENTIAL) {
      return Math.log(-logLoss);
    }
    double value = Math.exp(logLoss);
    // log(e^𝓛 − 1) = log 𝓛 + log((e^𝓛 − 1)/𝓛); the last is 𝓛/2 where e^𝓛 − 1 has no digits
    // left.
    double rest = value > 1e-12 ? Math.log(Math.expm1(value) / value) : value / 2;
    return Math.log(-(logLoss + rest));
  }

  private void place(double[] theta, double logNorm, double logMargin, double degree) {
    if (!Double.isNaN(lastLogMargin)) {
      places++;
      fall = Math.max(fall, (lastLogMargin - logMargin) / error(logNorm, degree));
    }
    lastLogMargin = logMargin;
    double norm = Math.exp(logNorm);
    if (Double.isNaN(fromLogNorm)) {
      mark(theta, norm, logNorm, logMargin);
      return;
    }
    double way = 0;
    for (int j = 0; j < theta.length; j++) {
      double gap = theta[j] / norm - from[j];
      way += gap * gap;
    }
    if (way >= CHORD * CHORD) {
      chords++;
      double gained = (logMargin - fromLogMargin) * (logNorm - fromLogNorm);
      ratio = Math.min(ratio, gained / (degree * way));
      mark(theta, norm, logNorm, logMargin);
    }
  }

  private void mark(double[] theta, double norm, double logNorm, double logMargin) {
    for (int j = 0; j < theta.length; j++) {
      from[j] = theta[j] / norm;
    }
    fromLogNorm = logNorm;
    fromLogMargin = logMargin;
  }

  /**
   * Error of log γ̃. Margins are sums of P products, and ρ^L is the exponential of a logarithm; and
   * a step's own error, the tolerance, costs its square where γ̃ is at its largest and has no
   * slope, times a second derivative of order L².
   */
  private double error(double logNorm, double degree) {
    double rounding =
        Math.ulp(1.0) * (setup.net().parameters() + 2 * degree * (1 + Math.abs(logNorm)));
    double step = degree * setup.tolerance();
    return rounding + step * step;
  }

  RunLaws laws(FlowStatistics statistics) {
    return new RunLaws(
        setup.name(),
        setup.net().degree().isPresent(),
        setup.tolerance(),
        statistics.accepted(),
        statistics.rejected(),
        places,
        fall,
        chords,
        ratio,
        drift);
  }
}
