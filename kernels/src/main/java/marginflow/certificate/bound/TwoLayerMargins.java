package marginflow.certificate.bound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import marginflow.certificate.problem.SignedPoints;
import marginflow.certificate.problem.Structure;
import marginflow.linalg.CoveringProgram;
import marginflow.linalg.Vectors;

/**
 * Best normalized margin of two-layer nets {@code Σ_k a_k φ(w_k·x)} of any width.
 *
 * <p>Neurons matter through their unit direction v, sign σ and weight {@code t = |a| ‖w‖}, at a
 * cost of {@code ½‖θ‖² ≥ Σ t}. So the best margin is {@code 1 / (2 min Σ t)} over {@code Σ_j t_j
 * σ_j y_i φ(v_j·x_i) ≥ 1}: a linear program with a continuum of columns, whose dual constraint is
 * {@code c(λ) ≤ 1}. Columns are generated one at a time by the maximizer of {@link DualBound};
 * every λ on the way proves {@code γ* ≤ c(λ) / (2 Σ λ)}.
 */
public final class TwoLayerMargins {

  /** Relative width at which the interval counts as closed: the linear program's own accuracy. */
  private static final double CLOSED = 1e-11;

  /**
   * Length of samples that the linear program's tolerances, which are absolute, are made for: with
   * samples of 1e8 it generated 2,778 neurons and left a gap of 18 per cent.
   */
  private final double unit;

  /** Samples in that unit, as all figures are until they are given back. */
  private final SignedPoints data;

  private final double alpha;
  private final int width;
  private long nodesLeft;
  private double upper = Double.POSITIVE_INFINITY;
  private double attained;

  private TwoLayerMargins(SignedPoints data, double alpha, int width, long nodes) {
    this.unit = data.unit();
    this.data = data.in(unit);
    this.alpha = alpha;
    this.width = width;
    this.nodesLeft = nodes;
  }

  /**
   * Bounds the best margin.
   *
   * @param lambda multipliers of the point at hand, one per sample
   * @param neurons unit directions to start from
   * @param margin normalized margin of the point at hand, which need not be beaten
   * @param nodes relaxations that may be solved
   */
  public static BestMargin of(
      SignedPoints data,
      Structure.TwoLayer net,
      double[] lambda,
      List<double[]> neurons,
      double margin,
      long nodes) {
    var margins = new TwoLayerMargins(data, net.alpha(), net.width(), nodes);
    double[] scaled = Vectors.scaled(margins.unit, lambda);
    return margins.run(scaled, neurons, margin / margins.unit);
  }

  private BestMargin run(double[] lambda, List<double[]> neurons, double margin) {
    long nodes = nodesLeft;
    DualBound own = bound(lambda);
    int support = (int) Arrays.stream(lambda).filter(v -> v > 0).count();
    String reason =
        String.format(
            Locale.ROOT,
            "dual bound c in [%s, %s] over %d support samples%s",
            own.lower(),
            own.upper(),
            support,
            own.complete() ? "" : ", node limit reached");
    if (upper > margin * (1 + 1e-9)) {
      int columns = generate(neurons, own);
      reason +=
          String.format(
              Locale.ROOT,
              "; best margin of any width in [%s, %s] by %d generated neurons",
              attained * unit,
              upper * unit,
              columns);
    }
    return new BestMargin(
        upper * unit, attained * unit, OptionalDouble.of(own.lower()), reason, nodes - nodesLeft);
  }

  private DualBound bound(double[] lambda) {
    double[] c = lambda.clone();
    for (int i = 0; i < c.length; i++) {
      c[i] *= data.y()[i];
    }
    DualBound bound =
        DualBound.of(DualFunction.of(data.x(), c, alpha), CLOSED / 10, Math.max(nodesLeft, 1));
    nodesLeft -= bound.nodes();
    double sum = Vectors.sum(lambda);
    if (sum > 0) {
      double proven = bound.upper() / (2 * sum) * (1 + Vectors.gamma(lambda.length + 4));
      upper = Math.min(upper, proven);
    }
    return bound;
  }

  /** Adds columns until the interval closes or the nodes are spent; returns how many. */
  private int generate(List<double[]> neurons, DualBound first) {
    CoveringProgram program = new CoveringProgram(data.n());
    List<double[]> columns = new ArrayList<>();
    for (double[] v : neurons) {
      columns.add(column(v, 1));
      columns.add(column(v, -1));
    }
    columns.add(column(first.direction(), first.sign()));
    columns.forEach(program::add);
    int generated = 1;
    while (nodesLeft > 0 && program.solve()) {
      note(columns, program.t());
      DualBound bound = bound(program.lambda());
      if (bound.lower() <= 1 + CLOSED) {
        return generated;
      }
      columns.add(column(bound.direction(), bound.sign()));
      program.add(columns.getLast());
      generated++;
    }
    return generated;
  }

  private double[] column(double[] v, int sign) {
    double[] column = new double[data.n()];
    for (int i = 0; i < column.length; i++) {
      double z = Vectors.dot(v, data.x().get(i));
      column[i] = sign * data.y()[i] * Math.max(z, alpha * z);
    }
    return column;
  }

  /** A feasible t with no more neurons than the network has is a direction of this architecture. */
  private void note(List<double[]> columns, double[] t) {
    double[] q = new double[data.n()];
    int used = 0;
    for (int j = 0; j < columns.size(); j++) {
      if (t[j] > 0) {
        Vectors.addScaled(t[j], columns.get(j), q);
        used++;
      }
    }
    if (used <= width) {
      double rounding = Vectors.gamma(2 * (used + data.d()) + 8);
      double margin = Vectors.min(q) / (2 * Vectors.sum(t)) * (1 - rounding);
      attained = Math.max(attained, margin);
    }
  }

  /**
   * Leaky ReLU, width at least 2, on data that holds (−x, −y) with every (x, y): the best margin is
   * {@code (1+α)/4 γ_svm}, attained by a linear classifier (derived).
   */
  public static BestMargin symmetric(SignedPoints data, double alpha) {
    HardMargin svm = LinearMargins.svm(data);
    double factor = (1 + alpha) / 4;
    double rounding = Vectors.gamma(4);
    return BestMargin.of(
        factor * svm.bound().upper() * (1 + rounding),
        Math.max(0, factor * svm.bound().lower() * (1 - rounding)),
        String.format(
            Locale.ROOT,
            "symmetric data: (1+α)/4 times the hard margin in [%s, %s]",
            svm.bound().lower(),
            svm.bound().upper()));
  }
}
