package marginflow.certificate.kkt;

import java.util.List;
import java.util.Optional;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.linalg.NonNegativeLeastSquares;
import marginflow.linalg.StopRequest;
import marginflow.linalg.Vectors;
import marginflow.network.MarginModel;

/**
 * The KKT residual of one point, {@code ε = min ‖θ − Σ λ_i g_i‖ / ‖θ‖} over {@code λ ≥ 0} on the
 * tight rows and {@code g_i ∈ ∂°q_i}, with the multipliers that attain it. May be asked of one
 * layer with the others held: then θ and g mean that layer's part.
 *
 * @param point the point
 * @param from first coordinate looked at
 * @param to one past the last
 * @param window δ: rows with {@code (q_i − q_min)/q_min ≤ δ} are tight
 * @param distance kinks nearer to their surface than this share of ‖θ‖ were taken to lie on it
 * @param rows the tight rows with their gradients (restricted to the coordinates) and kinks; a row
 *     with kinks in several layers appears once for each of its faces, see {@link
 *     ActiveConstraints}
 * @param lambda multipliers, one per entry of {@code rows}
 * @param mu {@code μ = λ ξ} of each kink of each tight row
 * @param residual {@code θ − Σ λ_i g_i} on the coordinates
 * @param epsilon its norm over that of θ
 */
public record KktAnalysis(
    ScaledPoint point,
    int from,
    int to,
    double window,
    double distance,
    List<TightCone.Row> rows,
    double[] lambda,
    double[][] mu,
    double[] residual,
    double epsilon) {

  /**
   * A kink counts as lying on its surface within this share of ‖θ‖: a flow locates its sliding
   * kinks to 1e-9 of ‖w_k‖ ‖x_i‖, and ‖w_k‖ ≤ ‖θ‖. The gradients used are then those of a point
   * that near.
   */
  public static final double KINK_DISTANCE = 1e-9;

  /**
   * The same for networks with deeper layers, whose surfaces are curved: a flow stays on them to
   * about 1e-7 of ‖θ‖ ‖∇z‖, and the kinks next in line are a hundred times further away.
   */
  static final double DEEP_KINK_DISTANCE = 1e-6;

  /** Analyses the whole point. */
  public static KktAnalysis of(MarginModel model, ScaledPoint point, double window) {
    return of(model, point, window, KINK_DISTANCE);
  }

  /**
   * Analyses the whole point with kinks nearer than {@code distance} ‖θ‖ taken to lie on their
   * surface.
   */
  public static KktAnalysis of(
      MarginModel model, ScaledPoint point, double window, double distance) {
    return of(model, point, window, distance, 0, model.parameters());
  }

  /** Analyses the coordinates {@code from .. to − 1} with the others held. */
  public static KktAnalysis of(
      MarginModel model, ScaledPoint point, double window, double distance, int from, int to) {
    StopRequest.check();
    List<TightCone.Row> rows = ActiveConstraints.of(model, point, window, distance, from, to);
    double[] target = coordinates(point, from, to);
    Optional<MultiplierProgram.Solution> large =
        MultiplierProgram.pays(rows, to - from)
            ? MultiplierProgram.solve(rows, target, model.kernels())
            : Optional.empty();
    double size = Vectors.norm(target);
    if (large.isPresent()) {
      MultiplierProgram.Solution found = large.get();
      double left = size > 0 ? Vectors.norm(found.residual()) / size : 0;
      return new KktAnalysis(
          point,
          from,
          to,
          window,
          distance,
          rows,
          found.lambda(),
          found.mu(),
          found.residual(),
          left);
    }
    var projection = NonNegativeLeastSquares.project(new TightCone(rows, to - from), target);
    double[] lambda = new double[rows.size()];
    double[][] mu = new double[rows.size()][];
    for (int t = 0; t < mu.length; t++) {
      mu[t] = new double[rows.get(t).kinks().size()];
    }
    for (int j = 0; j < projection.keys().size(); j++) {
      TightCone.Corner corner = projection.keys().get(j);
      double weight = projection.weights()[j];
      lambda[corner.index()] += weight;
      corner.positive().stream().forEach(k -> mu[corner.index()][k] += weight);
    }
    double epsilon = size > 0 ? projection.distance() / size : 0;
    return new KktAnalysis(
        point, from, to, window, distance, rows, lambda, mu, projection.residual(), epsilon);
  }

  private static double[] coordinates(ScaledPoint point, int from, int to) {
    return java.util.Arrays.copyOfRange(point.theta(), from, to);
  }

  /** The part of θ that is looked at. */
  public double[] coordinates() {
    return coordinates(point, from, to);
  }

  /** {@code Σ λ_i}. */
  public double lambdaSum() {
    return Vectors.sum(lambda);
  }

  /** {@code Σ λ_i (q_i − 1) / Σ λ_i}; 0 without multipliers. */
  public double complementarity() {
    double sum = 0;
    for (int t = 0; t < lambda.length; t++) {
      sum += lambda[t] * (point.q()[rows.get(t).row()] - 1);
    }
    double total = lambdaSum();
    return total > 0 ? sum / total : 0;
  }

  /**
   * The larger of ε and the complementarity: both vanish at a KKT point, and one without the other
   * says little. In a wide window enough rows explain any θ.
   */
  public double merit() {
    return Math.max(epsilon, Math.abs(complementarity()));
  }

  /** Multipliers of all rows, zero where a row is not tight. */
  public double[] lambdaOfAllRows() {
    double[] all = new double[point.q().length];
    for (int t = 0; t < lambda.length; t++) {
      all[rows.get(t).row()] += lambda[t];
    }
    return all;
  }

  /** The rows with a positive multiplier, in order. */
  public int[] supportRows() {
    return java.util.Arrays.stream(supportIndices())
        .map(t -> rows.get(t).row())
        .distinct()
        .toArray();
  }

  /** Number of tight rows, each counted once however many faces it has. */
  public int tightCount() {
    return (int) rows.stream().mapToInt(TightCone.Row::row).distinct().count();
  }

  /** Whether some row has kinks in several layers, and with them several faces. */
  public boolean layered() {
    return tightCount() < rows.size();
  }

  /** Positions in {@link #rows} with a positive multiplier. */
  public int[] supportIndices() {
    return java.util.stream.IntStream.range(0, lambda.length).filter(t -> lambda[t] > 0).toArray();
  }

  /**
   * Moves the model to the point with its kinks on their negative side, as the gradients were
   * taken.
   */
  public void holdPattern(MarginModel model) {
    model.evaluate(point.theta());
    for (TightCone.Row row : rows) {
      row.kinks().forEach(kink -> model.kinks().setPositive(kink.kink(), false));
    }
    model.evaluateFrozen(point.theta());
  }

  /** Number of kinks at tight rows that enter the residual. */
  public int kinkCount() {
    int count = 0;
    for (int t = 0; t < rows.size(); ) {
      int face = t;
      while (t < rows.size() && rows.get(t).row() == rows.get(face).row()) {
        t++;
      }
      // Each kink outside the layer with most doubles the faces.
      count += rows.get(face).kinks().size() + Integer.numberOfTrailingZeros(t - face);
    }
    return count;
  }
}
