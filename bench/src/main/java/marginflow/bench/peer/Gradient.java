package marginflow.bench.peer;

/** The full gradient of a two-layer leaky-ReLU network under the exponential loss. */
@FunctionalInterface
public interface Gradient {

  /**
   * Forward pass, softmin weights and backward pass.
   *
   * @param theta W (m × d, row-major), then a (m)
   * @param gradient {@code Σ_i p_i ∇q_i}, the same layout, overwritten
   * @return log 𝓛
   */
  double at(double[] theta, double[] gradient);
}
