package marginflow.loss;

import marginflow.kernel.Kernels;
import marginflow.kernel.Softmin;

/**
 * A loss on margins, {@code 𝓛 = Σ_i ℓ(q_i)}, always carried by its logarithm.
 *
 * <p>Margins that are not numbers: if any q is NaN, the logarithm and every weight are NaN. If the
 * smallest margin is −∞ the logarithm is +∞, if all are +∞ (or there are none) it is −∞; the
 * weights are then 0/0 or ∞/∞, and NaN.
 */
public enum Loss {
  /** {@code ℓ(q) = e^{-q}}. */
  EXPONENTIAL("exp") {
    @Override
    public double weights(double[] q, int n, double[] p) {
      return Softmin.weights(q, n, p);
    }

    @Override
    public double weights(Kernels kernels, double[] q, int n, double[] p) {
      return kernels.softmin(q, n, p);
    }

    @Override
    public double logLoss(double[] q, int n) {
      return Softmin.logSum(q, n);
    }

    @Override
    public double atZero() {
      return 1;
    }

    @Override
    public double inverse(double logLoss) {
      return -logLoss;
    }
  },

  /** {@code ℓ(q) = log(1 + e^{-q})}. */
  LOGISTIC("logistic") {
    @Override
    public double weights(double[] q, int n, double[] p) {
      return Logistic.weights(q, n, p);
    }

    @Override
    public double weights(Kernels kernels, double[] q, int n, double[] p) {
      return Softmin.minimum(q, n) >= Logistic.SERIES
          ? kernels.softmin(q, n, p)
          : Logistic.weights(q, n, p);
    }

    @Override
    public double logLoss(double[] q, int n) {
      return Logistic.logLoss(q, n);
    }

    @Override
    public double atZero() {
      return Math.log(2);
    }

    @Override
    public double inverse(double logLoss) {
      return Logistic.inverse(logLoss);
    }
  };

  private final String id;

  Loss(String id) {
    this.id = id;
  }

  /** The name used in files and on the command line: {@code exp} or {@code logistic}. */
  public String id() {
    return id;
  }

  /** The loss with this {@link #id()}. */
  public static Loss of(String id) {
    for (Loss loss : values()) {
      if (loss.id.equals(id)) {
        return loss;
      }
    }
    throw new IllegalArgumentException("loss: expected exp or logistic, found " + id);
  }

  /**
   * The weights {@code p_i = −ℓ'(q_i) / 𝓛} that drive the flow in τ-time. For the exponential loss
   * they sum to 1.
   *
   * @param q margins, the first {@code n} used
   * @param p the first {@code n} overwritten; not {@code q}
   * @return log 𝓛, natural logarithm
   */
  public abstract double weights(double[] q, int n, double[] p);

  /** As {@link #weights(double[], int, double[])}, bit for bit, on the given kernels. */
  public abstract double weights(Kernels kernels, double[] q, int n, double[] p);

  /** Natural logarithm of {@code 𝓛 = Σ_i ℓ(q_i)} over the first {@code n} margins. */
  public abstract double logLoss(double[] q, int n);

  /** ℓ(0); once 𝓛 is below it, every sample has a positive margin. */
  public abstract double atZero();

  /**
   * The margin that one sample alone would have at a loss, {@code ℓ⁻¹(𝓛)}: {@code −log 𝓛} for the
   * exponential loss, {@code −log(e^𝓛 − 1)} for the logistic one. Over ρ^L it is the smoothed
   * margin, which never falls along the flow once it is positive (Lyu, Li 2019, theorem 4.1).
   *
   * @param logLoss natural logarithm of 𝓛
   */
  public abstract double inverse(double logLoss);
}
