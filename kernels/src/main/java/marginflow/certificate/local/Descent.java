package marginflow.certificate.local;

import java.util.Optional;
import java.util.function.DoubleFunction;
import marginflow.certificate.problem.ExactNet;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.certificate.verdict.Witness;

/** Turns a family of nearby points into a witness, by checking it in exact arithmetic. */
final class Descent {

  /** The ε at which a path is checked. */
  private static final double[] EPSILONS = {1e-2, 1e-3, 1e-4};

  private final ExactNet net;
  private final ScaledPoint point;

  Descent(ExactNet net, ScaledPoint point) {
    this.net = net;
    this.point = point;
  }

  /**
   * Checks a path. Its speed is quartered, up to six times, until the leading term rules at every
   * ε.
   *
   * @param path θ at a distance of about ε ‖θ‖
   * @param description how the path was found
   */
  Optional<Witness> check(DoubleFunction<double[]> path, String description) {
    if (!net.known()) {
      return Optional.empty();
    }
    ExactNet.Value base = net.evaluate(point.theta());
    for (double speed = 1; speed >= 0x1p-12; speed /= 4) {
      double[][] points = new double[EPSILONS.length][];
      double[] norms = new double[EPSILONS.length];
      boolean better = true;
      for (int e = 0; e < EPSILONS.length && better; e++) {
        points[e] = path.apply(EPSILONS[e] * speed);
        ExactNet.Value value = net.evaluate(points[e]);
        better = value.beats(base, point.degree());
        norms[e] = better ? value.feasibleNormSquared(point.degree()) : Double.NaN;
      }
      if (better) {
        String text = speed == 1 ? description : description + ", at speed " + speed;
        return Optional.of(new Witness(point.theta(), text, EPSILONS.clone(), points, norms));
      }
    }
    return Optional.empty();
  }
}
