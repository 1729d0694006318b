package marginflow.kernel;

/** Where a value that changed side was zero, by linear interpolation. */
public final class ZeroCrossing {

  private ZeroCrossing() {}

  /**
   * {@code before / (before − after)} for values on different sides of zero, without overflow; 0
   * where both are zero or a value is NaN.
   */
  public static double fraction(double before, double after) {
    double fraction = 0.5 * before / (0.5 * before - 0.5 * after);
    return fraction >= 0 ? Math.min(fraction, 1) : 0;
  }
}
