package marginflow.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import marginflow.array.Matrix;
import marginflow.network.Kinks;
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
 * @param rows the tight rows with their gradients (restricted to the coordinates) and kinks
 * @param lambda multipliers, one per tight row
 * @param mu {@code μ = λ ξ} of each kink of each tight row
 * @param residual {@code θ − Σ λ_i g_i} on the coordinates
 * @param epsilon its norm over that of θ
 */
record KktAnalysis(
    ScaledPoint point,
    int from,
    int to,
    double window,
    List<TightCone.Row> rows,
    double[] lambda,
    double[][] mu,
    double[] residual,
    double epsilon) {

  /**
   * A pair counts as lying on its kink within this share of ‖θ‖: a flow locates its sliding pairs
   * to 1e-9 of ‖w_k‖ ‖x_i‖, and ‖w_k‖ ≤ ‖θ‖. The gradients used are then those of a point that
   * near.
   */
  static final double KINK_DISTANCE = 1e-9;

  /** Analyses the whole point. */
  static KktAnalysis of(MarginModel model, ScaledPoint point, double window) {
    return of(model, point, window, KINK_DISTANCE);
  }

  /** Analyses the whole point with pairs nearer than {@code distance} ‖θ‖ taken as kinks. */
  static KktAnalysis of(MarginModel model, ScaledPoint point, double window, double distance) {
    return of(model, point, window, distance, 0, model.parameters());
  }

  /** Analyses the coordinates {@code from .. to − 1} with the others held. */
  static KktAnalysis of(
      MarginModel model, ScaledPoint point, double window, double distance, int from, int to) {
    List<TightCone.Row> rows = tightRows(model, point, window, distance, from, to);
    double[] target = java.util.Arrays.copyOfRange(point.theta(), from, to);
    var projection = NonNegativeLeastSquares.project(new TightCone(rows, to - from), target);
    double[] lambda = new double[rows.size()];
    double[][] mu = new double[rows.size()][];
    for (int t = 0; t < mu.length; t++) {
      mu[t] = new double[rows.get(t).kinks().size()];
    }
    for (int j = 0; j < projection.keys().size(); j++) {
      TightCone.Corner corner = (TightCone.Corner) projection.keys().get(j);
      double weight = projection.weights()[j];
      lambda[corner.index()] += weight;
      corner.positive().stream().forEach(k -> mu[corner.index()][k] += weight);
    }
    double size = Vectors.norm(target);
    double epsilon = size > 0 ? projection.distance() / size : 0;
    return new KktAnalysis(
        point, from, to, window, rows, lambda, mu, projection.residual(), epsilon);
  }

  /** {@code Σ λ_i}. */
  double lambdaSum() {
    return Vectors.sum(lambda);
  }

  /** {@code Σ λ_i (q_i − 1) / Σ λ_i}; 0 without multipliers. */
  double complementarity() {
    double sum = 0;
    for (int t = 0; t < lambda.length; t++) {
      sum += lambda[t] * (point.q()[rows.get(t).row()] - 1);
    }
    double total = lambdaSum();
    return total > 0 ? sum / total : 0;
  }

  /** Multipliers of all rows, zero where a row is not tight. */
  double[] lambdaOfAllRows() {
    double[] all = new double[point.q().length];
    for (int t = 0; t < lambda.length; t++) {
      all[rows.get(t).row()] = lambda[t];
    }
    return all;
  }

  /** Positions in {@link #rows} with a positive multiplier. */
  int[] supportIndices() {
    return java.util.stream.IntStream.range(0, lambda.length).filter(t -> lambda[t] > 0).toArray();
  }

  /**
   * Moves the model to the point with its kinks on their negative side, as the gradients were
   * taken.
   */
  void holdPattern(MarginModel model) {
    model.evaluate(point.theta());
    for (TightCone.Row row : rows) {
      row.kinks().forEach(kink -> model.kinks().setPositive(kink.pair(), false));
    }
    model.evaluateFrozen(point.theta());
  }

  /** Number of kinks at tight rows that enter the residual. */
  int kinkCount() {
    return rows.stream().mapToInt(r -> r.kinks().size()).sum();
  }

  private static List<TightCone.Row> tightRows(
      MarginModel model, ScaledPoint point, double window, double distance, int from, int to) {
    model.evaluate(point.theta());
    double least = Vectors.min(point.q());
    List<Integer> tight = new ArrayList<>();
    for (int i = 0; i < point.q().length; i++) {
      if (point.q()[i] - least <= window * least) {
        tight.add(i);
      }
    }
    TreeMap<Integer, List<Integer>> pairs = kinksOf(model, tight, distance * point.norm());
    for (List<Integer> ofRow : pairs.values()) {
      ofRow.forEach(pair -> model.kinks().setPositive(pair, false));
    }
    model.evaluateFrozen(point.theta());
    double[] sensitivities = new double[model.kinks().size()];
    model.kinks().sensitivities(sensitivities);
    List<TightCone.Row> rows = new ArrayList<>();
    double[] gradient = new double[model.parameters()];
    for (int i : tight) {
      model.rowGradient(i, gradient);
      rows.add(
          new TightCone.Row(
              i,
              java.util.Arrays.copyOfRange(gradient, from, to),
              jumps(model, pairs.getOrDefault(i, List.of()), sensitivities, from, to)));
    }
    return rows;
  }

  /** The pairs of the tight rows that lie on their surface, by row. */
  private static TreeMap<Integer, List<Integer>> kinksOf(
      MarginModel model, List<Integer> tight, double distance) {
    Kinks kinks = model.kinks();
    TreeMap<Integer, List<Integer>> found = new TreeMap<>();
    Matrix gram = Matrix.zeros(1, 1);
    boolean[] isTight = new boolean[model.rows()];
    tight.forEach(i -> isTight[i] = true);
    for (int p = 0; p < kinks.size(); p++) {
      double z = kinks.values()[p];
      if (!isTight[kinks.row(p)]) {
        continue;
      }
      kinks.normalGram(new int[] {p}, 1, gram);
      if (Math.abs(z) <= distance * Math.sqrt(gram.get(0, 0))) {
        found.computeIfAbsent(kinks.row(p), row -> new ArrayList<>()).add(p);
      }
    }
    found.values().forEach(ofRow -> keepOneLayer(kinks, ofRow));
    return found;
  }

  /**
   * Jumps add up only among kinks of one layer. Where a row has some in several, those of the layer
   * with most are treated as kinks and the others keep their side: the set of gradients shrinks,
   * and ε can only be overstated.
   */
  private static void keepOneLayer(Kinks kinks, List<Integer> pairs) {
    TreeMap<Integer, Integer> count = new TreeMap<>();
    pairs.forEach(p -> count.merge(kinks.layer(p), 1, Integer::sum));
    if (count.size() > 1) {
      int most =
          count.entrySet().stream()
              .max(java.util.Map.Entry.comparingByValue())
              .orElseThrow()
              .getKey();
      pairs.removeIf(p -> kinks.layer(p) != most);
    }
  }

  private static List<TightCone.Jump> jumps(
      MarginModel model, List<Integer> pairs, double[] sensitivities, int from, int to) {
    List<TightCone.Jump> jumps = new ArrayList<>();
    for (int p : pairs) {
      double factor = sensitivities[p] * (1 - model.kinks().negativeSlope());
      if (factor != 0) {
        double[] normal = new double[model.parameters()];
        model.kinks().addNormals(new int[] {p}, new double[] {factor}, 1, normal);
        jumps.add(new TightCone.Jump(p, java.util.Arrays.copyOfRange(normal, from, to), factor));
      }
    }
    return jumps;
  }
}
