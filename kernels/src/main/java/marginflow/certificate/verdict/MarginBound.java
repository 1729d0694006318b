package marginflow.certificate.verdict;

/**
 * Two-sided bound on the best normalized margin over all directions.
 *
 * @param lower a margin that some direction has
 * @param upper a margin that no direction exceeds
 */
public record MarginBound(double lower, double upper) {

  /** What both say. */
  public MarginBound with(MarginBound other) {
    return new MarginBound(Math.max(lower, other.lower), Math.min(upper, other.upper));
  }
}
