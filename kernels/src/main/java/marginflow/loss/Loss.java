package marginflow.loss;

/** A loss on margins, {@code 𝓛 = Σ_i ℓ(q_i)}, always carried by its logarithm. */
public enum Loss {
  /** {@code ℓ(q) = e^{-q}}. */
  EXPONENTIAL,
  /** {@code ℓ(q) = log(1 + e^{-q})}. */
  LOGISTIC
}
