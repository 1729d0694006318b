package marginflow.certificate.kkt;

/**
 * The window δ of tight rows: those with {@code (q_i − q_min)/q_min ≤ δ} may carry a multiplier
 * ({@code docs/theory.md}, section 9).
 *
 * <p>Along a flow the window follows the norm, {@code δ = min(1e-3, max(1e-9, 40 / q_min))}: a
 * sample further away weighs less than e^-40 in the gradient. The cap matters. Where margins are
 * small, as early in a flow or at the weights of a logistic regression, every sample would carry a
 * multiplier without it, and points that are no KKT points would look exact.
 *
 * <p>A verdict is about a direction, so its window may not depend on the norm: it is one of {@link
 * #rungs}, the narrowest that explains the point as well as the widest does.
 */
public final class TightWindow {

  /** The narrowest window: the rounding of a margin of a few thousand products, and some. */
  public static final double LEAST = 1e-9;

  /**
   * The widest. Complementarity is at most as large, and the margin of an (ε, δ)-KKT point falls
   * short of that of a KKT point by a share of the order of ε² + δ.
   */
  public static final double MOST = 1e-3;

  /** Weights below e^-40 play no part in a sum of double precision. */
  private static final double NEGLIGIBLE = 40;

  private TightWindow() {}

  /**
   * The window along a flow.
   *
   * @param logSmallestMargin natural logarithm of the smallest margin q_min of the unscaled point
   */
  public static double natural(double logSmallestMargin) {
    return Math.clamp(NEGLIGIBLE * Math.exp(-logSmallestMargin), LEAST, MOST);
  }

  /** The windows a verdict chooses from, ascending, a factor of ten apart. */
  static double[] rungs() {
    return new double[] {LEAST, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, MOST};
  }
}
