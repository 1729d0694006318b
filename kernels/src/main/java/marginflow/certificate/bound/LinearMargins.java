package marginflow.certificate.bound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import marginflow.certificate.problem.SignedPoints;
import marginflow.linalg.Combinations;
import marginflow.linalg.CoveringProgram;
import marginflow.linalg.StopRequest;
import marginflow.linalg.UpdatedQr;
import marginflow.linalg.Vectors;

/**
 * Best normalized margins of linear networks, from the linear predictor β they make ({@code
 * docs/theory.md}, section 9).
 */
public final class LinearMargins {

  /** Vertices tried at most for deep diagonal networks: about a second of small linear systems. */
  private static final long VERTEX_LIMIT = 1_000_000;

  /**
   * A vertex may violate a constraint by this much and still be counted when bounding from above:
   * the small systems are solved to about 1e-13 unless nearly singular.
   */
  private static final double VERTEX_SLACK = 1e-10;

  private LinearMargins() {}

  /**
   * Fully connected, depth m: {@code min Σ ‖W_l‖²} at a given β is {@code m ‖β‖^{2/m}}, so the best
   * margin is {@code m^{-m/2} γ_svm}.
   */
  public static BestMargin fullyConnected(SignedPoints data, int depth) {
    HardMargin svm = svm(data);
    double factor = Math.pow(depth, -depth / 2.0);
    return BestMargin.of(
        up(factor * svm.bound().upper()),
        Math.max(0, down(factor * svm.bound().lower())),
        String.format(
            Locale.ROOT,
            "%sthe hard margin in [%s, %s]",
            depth == 1 ? "" : String.format(Locale.ROOT, "%d^(-%d/2) times ", depth, depth),
            svm.bound().lower(),
            svm.bound().upper()));
  }

  /** Hard margin of the data. */
  static HardMargin svm(SignedPoints data) {
    return HardMargin.of(signed(data), data.d());
  }

  private static List<double[]> signed(SignedPoints data) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < data.n(); i++) {
      points.add(Vectors.scaled(data.y()[i], data.x().get(i)));
    }
    return points;
  }

  /**
   * Diagonal, depth m: the minimum at a given β is {@code m Σ |β_j|^{2/m}}. For m = 1 that is the
   * hard margin, for m = 2 a linear program, beyond it a concave function on each orthant, least at
   * a vertex.
   */
  public static Optional<BestMargin> diagonal(SignedPoints data, int depth) {
    return switch (depth) {
      case 1 -> Optional.of(fullyConnected(data, 1));
      case 2 -> taxicab(data);
      default -> vertices(data, depth);
    };
  }

  private static Optional<BestMargin> taxicab(SignedPoints data) {
    List<double[]> points = signed(data);
    CoveringProgram program = new CoveringProgram(data.n());
    for (int j = 0; j < data.d(); j++) {
      double[] column = new double[data.n()];
      for (int i = 0; i < column.length; i++) {
        column[i] = points.get(i)[j];
      }
      program.add(column);
      program.add(Vectors.scaled(-1, column));
    }
    return program.solve()
        ? Optional.of(taxicabBounds(points, data.d(), program.t(), program.lambda()))
        : Optional.empty();
  }

  private static BestMargin taxicabBounds(
      List<double[]> points, int dimension, double[] t, double[] lambda) {
    double[] beta = new double[dimension];
    for (int j = 0; j < dimension; j++) {
      beta[j] = t[2 * j] - t[2 * j + 1];
    }
    double taxicab = 0;
    for (double b : beta) {
      taxicab += Math.abs(b);
    }
    double least = Double.POSITIVE_INFINITY;
    double[] sum = new double[dimension];
    double size = 0;
    for (int i = 0; i < points.size(); i++) {
      least = Math.min(least, Vectors.dot(beta, points.get(i)));
      Vectors.addScaled(lambda[i], points.get(i), sum);
      size += lambda[i] * Vectors.norm(points.get(i));
    }
    double largest = 0;
    for (double s : sum) {
      largest = Math.max(largest, Math.abs(s));
    }
    double weight = Vectors.sum(lambda);
    double error = Vectors.gamma(points.size() + 2) * size;
    double rounding = Vectors.gamma(points.size() + dimension + 4);
    return BestMargin.of(
        (largest + error) / (2 * weight) * (1 + rounding),
        Math.max(0, least / (2 * taxicab) * (1 - rounding)),
        String.format(
            Locale.ROOT, "1/(2 min |β|_1) = 1/(2 * %s) by linear programming", taxicab / least));
  }

  private static Optional<BestMargin> vertices(SignedPoints data, int depth) {
    List<double[]> points = signed(data);
    int d = data.d();
    if (d > 20 || vertexCount(data.n(), d) > VERTEX_LIMIT) {
      return Optional.empty();
    }
    double[] best = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    for (int mask = 1; mask < 1 << d; mask++) {
      int[] coordinates = bits(mask, d);
      Combinations.forEach(
          data.n(), coordinates.length, rows -> tryVertex(points, coordinates, rows, depth, best));
    }
    if (best[0] == Double.POSITIVE_INFINITY) {
      return Optional.empty();
    }
    double upper = Math.pow(depth * best[0], -depth / 2.0) * (1 + depth * VERTEX_SLACK);
    double attained = Math.pow(depth * best[1], -depth / 2.0);
    return Optional.of(
        BestMargin.of(
            upper,
            down(attained),
            String.format(Locale.ROOT, "least %d Σ |β_j|^(2/%d) over all vertices", depth, depth)));
  }

  private static double vertexCount(int n, int d) {
    double count = 0;
    for (int k = 1; k <= Math.min(n, d); k++) {
      count += Combinations.count(d, k) * Combinations.count(n, k);
    }
    return count;
  }

  private static int[] bits(int mask, int d) {
    return java.util.stream.IntStream.range(0, d).filter(j -> (mask >> j & 1) == 1).toArray();
  }

  /** Updates best[0] with a nearly feasible vertex and best[1] with it rescaled to feasibility. */
  private static void tryVertex(
      List<double[]> points, int[] coordinates, int[] rows, int depth, double[] best) {
    StopRequest.check();
    UpdatedQr qr = new UpdatedQr(coordinates.length);
    double[] ones = new double[rows.length];
    java.util.Arrays.fill(ones, 1);
    for (int i : rows) {
      double[] p = points.get(i);
      if (!qr.append(java.util.Arrays.stream(coordinates).mapToDouble(j -> p[j]).toArray())) {
        return;
      }
    }
    double[] beta = qr.leastNorm(ones);
    double least = Double.POSITIVE_INFINITY;
    for (double[] p : points) {
      double q = 0;
      for (int k = 0; k < beta.length; k++) {
        q += beta[k] * p[coordinates[k]];
      }
      least = Math.min(least, q);
    }
    if (least >= 1 - VERTEX_SLACK) {
      double cost = 0;
      for (double b : beta) {
        cost += Math.pow(Math.abs(b), 2.0 / depth);
      }
      best[0] = Math.min(best[0], cost);
      best[1] = Math.min(best[1], cost * Math.pow(least, -2.0 / depth));
    }
  }

  /** One rounding of {@code Math.pow} and one of the product, upwards. */
  private static double up(double v) {
    return v * (1 + Vectors.gamma(4));
  }

  private static double down(double v) {
    return v * (1 - Vectors.gamma(4));
  }
}
