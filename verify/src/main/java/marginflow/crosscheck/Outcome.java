package marginflow.crosscheck;

/**
 * The judgement on one kernel.
 *
 * @param kernel what was checked
 * @param cases number of shapes, seeds and fills it was checked on
 * @param worstShape the case with the largest deviation, in words
 * @param deviationOverBound the largest deviation as a multiple of its bound, infinite where
 *     something that must be exact was not
 */
public record Outcome(String kernel, int cases, String worstShape, double deviationOverBound) {

  /** Whether no deviation was beyond its bound, and anything was checked at all. */
  public boolean holds() {
    return cases > 0 && deviationOverBound <= 1;
  }
}
