package marginflow.certificate;

import marginflow.certificate.problem.ScaledPoint;
import marginflow.certificate.verdict.Verdict;
import marginflow.linalg.Vectors;

/**
 * The exact KKT point found from a direction, with what is proved of it. Its verdict is its own,
 * never that of the direction it was found from.
 *
 * @param theta the exact point, rescaled so that min q = 1, length P
 * @param certificate its certificate
 * @param relativeDistance distance of the two directions, both of length 1
 * @param marginRatio normalized margin of the direction it was found from over its own
 */
public record Nearby(
    double[] theta, Certificate certificate, double relativeDistance, double marginRatio) {

  /** Margins, of second order in the distance, agree to four digits within it. */
  private static final double NEAR = 0.01;

  /** Whether a flow that ended at the direction can be said to head for the exact point. */
  public boolean isNear() {
    return relativeDistance <= NEAR;
  }

  /** What is proved of the exact point. */
  public Verdict verdict() {
    return certificate.verdict();
  }

  /** Measures how far the exact point is. */
  static Nearby of(ScaledPoint from, ScaledPoint exact, Certificate certificate) {
    double distance =
        Vectors.norm(
            Vectors.minus(
                Vectors.scaled(1 / from.norm(), from.theta()),
                Vectors.scaled(1 / exact.norm(), exact.theta())));
    return new Nearby(
        exact.theta(), certificate, distance, from.normalizedMargin() / exact.normalizedMargin());
  }
}
