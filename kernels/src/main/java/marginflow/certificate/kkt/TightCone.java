package marginflow.certificate.kkt;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import marginflow.linalg.Cone;
import marginflow.linalg.StopRequest;
import marginflow.linalg.Vectors;

/**
 * The cone {@code {Σ λ_i g_i : λ ≥ 0, g_i ∈ ∂°q_i}} of the tight rows. A row's Clarke gradients are
 * {@code g_i^- + Σ_k ξ_ik n_ik}, {@code 0 ≤ ξ_ik ≤ 1}, so its best generator for a residual
 * switches on exactly those kinks with {@code residual · n_ik > 0}: the bounded problem {@code 0 ≤
 * μ_ik ≤ λ_i} becomes a non-negative one over the corners, of which only a few are ever looked at.
 */
public final class TightCone implements Cone<TightCone.Corner> {

  /**
   * One tight row, or one face of it.
   *
   * @param row its number
   * @param base gradient with every one of these kinks on its negative side
   * @param kinks the row's kinks in one layer
   */
  public record Row(int row, double[] base, List<Jump> kinks) {}

  /**
   * One kink.
   *
   * @param kink its number among the model's kinks
   * @param normal what the row's gradient gains when the kink turns positive
   * @param sensitivity the factor by which the normal is a multiple of ∇z; negative where the row
   *     is concave across the kink and attracts a flow, positive where it repels
   */
  public record Jump(int kink, double[] normal, double sensitivity) {}

  /**
   * A corner of one row's gradients.
   *
   * @param index position of the row among the tight ones
   * @param positive which of the row's kinks are on the positive side
   */
  record Corner(int index, BitSet positive) {}

  private final List<Row> rows;
  private final int dimension;
  private final double[] norms;

  /** First and one past the last non-zero coordinate of each kink's normal: one neuron's share. */
  private final int[][][] ranges;

  public TightCone(List<Row> rows, int dimension) {
    this.rows = rows;
    this.dimension = dimension;
    this.norms = new double[rows.size()];
    this.ranges =
        rows.stream()
            .map(row -> row.kinks().stream().map(k -> range(k.normal())).toArray(int[][]::new))
            .toArray(int[][][]::new);
    for (int t = 0; t < norms.length; t++) {
      StopRequest.check();
      double size = Vectors.norm(rows.get(t).base());
      for (Jump jump : rows.get(t).kinks()) {
        size = Math.max(size, Vectors.norm(jump.normal()));
      }
      norms[t] = size;
    }
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public Optional<Candidate<Corner>> best(double[] residual) {
    int best = -1;
    double value = 0;
    for (int t = 0; t < norms.length; t++) {
      if (norms[t] > 0) {
        double v = support(t, residual) / norms[t];
        if (v > value) {
          value = v;
          best = t;
        }
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    Row row = rows.get(best);
    BitSet positive = new BitSet(row.kinks().size());
    double[] column = row.base().clone();
    for (int k = 0; k < row.kinks().size(); k++) {
      if (along(residual, best, k) > 0) {
        positive.set(k);
        Vectors.addScaled(1, row.kinks().get(k).normal(), column);
      }
    }
    return Optional.of(new Candidate<>(new Corner(best, positive), column, value));
  }

  private double support(int t, double[] residual) {
    double v = Vectors.dot(residual, rows.get(t).base());
    for (int k = 0; k < ranges[t].length; k++) {
      v += Math.max(0, along(residual, t, k));
    }
    return v;
  }

  private double along(double[] residual, int t, int k) {
    double[] normal = rows.get(t).kinks().get(k).normal();
    int from = ranges[t][k][0];
    return Vectors.dot(residual, from, normal, from, ranges[t][k][1] - from);
  }

  /** The first and one past the last coordinate that is not zero. */
  static int[] range(double[] normal) {
    int from = 0;
    int to = normal.length;
    while (to > from && normal[to - 1] == 0) {
      to--;
    }
    while (from < to && normal[from] == 0) {
      from++;
    }
    return new int[] {from, to};
  }
}
