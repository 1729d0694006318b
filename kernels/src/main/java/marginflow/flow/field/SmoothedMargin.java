package marginflow.flow.field;

import marginflow.loss.Loss;

/**
 * The smoothed normalized margin {@code γ̃ = ℓ⁻¹(𝓛)/ρ^L}, which never falls along the flow of a
 * homogeneous network once {@code 𝓛 < ℓ(0)} (Lyu, Li 2019, theorem 4.1), and the one rule by which
 * anything here says that it fell.
 *
 * @param loss ℓ
 * @param parameters P, on which the rounding of a margin depends
 * @param degree L; 0 if the network is not homogeneous and has no γ̃
 */
public record SmoothedMargin(Loss loss, int parameters, double degree) {

  /** Whether the network is homogeneous, so that γ̃ is defined. */
  public boolean defined() {
    return degree != 0;
  }

  /** Whether 𝓛 is below ℓ(0). */
  public boolean separated(double logLoss) {
    return logLoss < StrictMath.log(loss.atZero());
  }

  /** γ̃ of a state by its logarithms; NaN if the network is not homogeneous. */
  public double of(double logNorm, double logLoss) {
    return defined() ? loss.inverse(logLoss) * StrictMath.exp(-degree * logNorm) : Double.NaN;
  }

  /**
   * Whether γ̃ fell from one state to a later one by more than it is known to: log 𝓛 to the
   * rounding of margins, which are inner products of at most P terms, and the norm to the power L
   * as the exponential of L log ρ (Higham ch. 3, {@code γ_P = P u}).
   *
   * @param resolution of γ̃, relative, where that is more than its rounding
   * @param offSurface what γ̃ may be off besides, absolutely
   */
  public boolean fell(
      double fromLogNorm,
      double fromLogLoss,
      double toLogNorm,
      double toLogLoss,
      double resolution,
      double offSurface) {
    if (!defined() || !separated(fromLogLoss)) {
      return false;
    }
    double before = of(fromLogNorm, fromLogLoss);
    // Next to ℓ(0), where γ̃ is zero, its error is that of margins of the size of one.
    double scale = Math.max(Math.abs(before), StrictMath.exp(-degree * fromLogNorm));
    double error = Math.max(resolution, rounding(toLogNorm)) * scale + offSurface;
    return of(toLogNorm, toLogLoss) < before - error;
  }

  /** Relative rounding of γ̃ at a norm. */
  public double rounding(double logNorm) {
    return 0.5 * Math.ulp(1.0) * (2 * parameters + 4 * degree * (1 + Math.abs(logNorm)));
  }
}
