package marginflow.network;

/**
 * The activation {@code φ(z) = max(z, αz)} by its slope on the negative side.
 *
 * @param alpha α in [0, 1]; 0 is ReLU, 1 is linear
 */
public record Slope(double alpha) {

  /** {@code φ(z) = z}. */
  public static final Slope LINEAR = new Slope(1);

  /** {@code φ(z) = max(z, 0)}. */
  public static final Slope RELU = new Slope(0);

  /** Checks the slope. */
  public Slope {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException(
          "leaky-relu(A): expected a slope A in [0, 1), found " + alpha);
    }
  }

  /** Whether there is no kink. */
  public boolean linear() {
    return alpha == 1;
  }

  /** The name in network specifications: {@code linear}, {@code relu}, {@code leaky-relu(0.5)}. */
  public String name() {
    if (linear()) {
      return "linear";
    }
    return alpha == 0 ? "relu" : "leaky-relu(" + alpha + ")";
  }
}
