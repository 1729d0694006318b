package marginflow.certificate.bound;

import java.util.OptionalDouble;

/**
 * What is known of the best normalized margin over all directions.
 *
 * @param upper a margin that no direction exceeds
 * @param attained a margin that some direction of this very architecture has; 0 where none was
 *     constructed
 * @param escapeRate r of a vanishing neuron; empty where unknown
 * @param reason where the bound comes from, in words with figures
 * @param nodes relaxations solved for it
 */
public record BestMargin(
    double upper, double attained, OptionalDouble escapeRate, String reason, long nodes) {

  static BestMargin of(double upper, double attained, String reason) {
    return new BestMargin(upper, attained, OptionalDouble.empty(), reason, 0);
  }

  /**
   * The same with what is known from another point: bounds are of the data, whatever λ they use.
   */
  public BestMargin with(BestMargin other) {
    return new BestMargin(
        Math.min(upper, other.upper),
        Math.max(attained, other.attained),
        escapeRate,
        reason,
        nodes + other.nodes);
  }
}
