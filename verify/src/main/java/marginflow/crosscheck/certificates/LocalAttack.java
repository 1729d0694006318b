package marginflow.crosscheck.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import marginflow.reference.Bounded;
import marginflow.reference.ReferenceEvaluation;
import marginflow.reference.ReferenceModel;
import marginflow.reference.Wirings;
import org.apache.commons.numbers.core.DD;

/**
 * Looks for larger margins near a point, at random and then uphill: steps of a quadratic program on
 * the piece at hand, with a random side wherever a kink lies on its surface, so that every piece
 * that meets at the point is entered sooner or later. Margins and norms are in double-double.
 */
final class LocalAttack {

  /** Kinks nearer to their surface than this may be taken on either side. */
  private static final double ON_KINK = 1e-10;

  /** Uphill steps from one random place. */
  private static final int STEPS = 25;

  private static final double FIRST_CAUTION = 0.1;

  private final ReferenceModel model;
  private final int degree;
  private final int kinked;
  private final Random random;

  LocalAttack(SmallProblem problem, long seed) {
    var wiring = Wirings.of(problem.net());
    this.model = new ReferenceModel(wiring, problem.data(), problem.alpha());
    this.degree = problem.net().degree().orElseThrow();
    this.kinked = wiring.kinkedUnits();
    this.random = new Random(seed);
  }

  /**
   * The largest relative gain in margin found within a distance.
   *
   * @param base the point attacked
   * @param radius distance from it, as a share of its norm
   * @param starts random places to climb from
   */
  double gain(double[] base, double radius, int starts) {
    DD before = margin(base);
    double best = Double.NEGATIVE_INFINITY;
    for (int start = 0; start < starts; start++) {
      double[] found = climb(perturbed(base, radius / 2), base, radius);
      DD gain = margin(found).subtract(before).divide(before);
      best = Math.max(best, gain.doubleValue());
    }
    return best;
  }

  /** The normalized margin {@code min q / ‖θ‖^L}, squared roots taken in double-double. */
  DD margin(double[] theta) {
    DD squared = DD.ZERO;
    for (double v : theta) {
      squared = squared.add(DD.of(v).square());
    }
    DD norm = squared.sqrt();
    DD margin = least(model.evaluate(theta));
    for (int l = 0; l < degree; l++) {
      margin = margin.divide(norm);
    }
    return margin;
  }

  private static DD least(ReferenceEvaluation evaluation) {
    DD least = DD.of(Double.POSITIVE_INFINITY);
    for (Bounded q : evaluation.margins()) {
      least =
          q.value().subtract(least).doubleValue() < 0 || !Double.isFinite(least.hi())
              ? q.value()
              : least;
    }
    return least;
  }

  private double[] perturbed(double[] base, double share) {
    double[] step = new double[base.length];
    Arrays.setAll(step, j -> random.nextGaussian());
    double factor =
        share * Math.sqrt(Climb.dot(base, base) / Climb.dot(step, step)) * random.nextDouble();
    double[] theta = base.clone();
    for (int j = 0; j < theta.length; j++) {
      // Some weights stay where they are: pieces of low dimension are met too.
      theta[j] += random.nextInt(4) == 0 ? 0 : factor * step[j];
    }
    return theta;
  }

  private double[] climb(double[] start, double[] base, double radius) {
    double[] best = scaled(start);
    double margin = margin(best).doubleValue();
    double caution = FIRST_CAUTION;
    for (int step = 0; step < STEPS && margin > 0; step++) {
      double[] next = best.clone();
      double[] d = direction(best, caution);
      for (int j = 0; j < d.length; j++) {
        next[j] += d[j];
      }
      next = scaled(next);
      double reached = margin(next).doubleValue();
      if (reached > margin && distance(next, base) <= radius) {
        best = next;
        margin = reached;
        caution /= 4;
      } else {
        caution *= 4;
      }
    }
    return best;
  }

  private double[] direction(double[] theta, double caution) {
    ReferenceEvaluation here = model.evaluate(theta);
    int n = model.data().n();
    boolean[][] sides = new boolean[n][kinked];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < kinked; k++) {
        double z = here.kink(i, k).doubleValue();
        sides[i][k] = Math.abs(z) <= ON_KINK ? random.nextBoolean() : z > 0;
      }
    }
    ReferenceEvaluation piece = model.evaluate(theta, (i, k) -> sides[i][k]);
    List<double[]> rows = new ArrayList<>();
    List<Double> limits = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(doubles(piece.rowGradient(i), 1));
      limits.add(1 - piece.margins()[i].doubleValue());
      for (int k = 0; k < kinked; k++) {
        int sign = sides[i][k] ? 1 : -1;
        rows.add(doubles(piece.normal(i, k), sign));
        limits.add(-sign * piece.kink(i, k).doubleValue());
      }
    }
    return Climb.step(
        theta, rows, limits.stream().mapToDouble(Double::doubleValue).toArray(), caution);
  }

  private static double[] doubles(Bounded[] values, int sign) {
    return Arrays.stream(values).mapToDouble(v -> sign * v.doubleValue()).toArray();
  }

  /** Rescaled so that the smallest margin is 1, where it is positive. */
  private double[] scaled(double[] theta) {
    double least = least(model.evaluate(theta)).doubleValue();
    double factor = least > 0 ? Math.pow(least, -1.0 / degree) : 1;
    return Arrays.stream(theta).map(v -> factor * v).toArray();
  }

  /** Distance of the two directions. */
  private static double distance(double[] a, double[] b) {
    double na = Math.sqrt(Climb.dot(a, a));
    double nb = Math.sqrt(Climb.dot(b, b));
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      double apart = a[j] / na - b[j] / nb;
      sum += apart * apart;
    }
    return Math.sqrt(sum);
  }
}
