package marginflow.certificate.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginflow.certificate.kkt.KktAnalysis;
import marginflow.certificate.kkt.TightCone;
import marginflow.linalg.NonNegativeLeastSquares;
import marginflow.linalg.Vectors;

/**
 * First-order conditions piece by piece. Where a tight row bends upwards across a kink (its
 * gradient gains along the normal: a repelling kink), a convex combination of its gradients may
 * hide a descent: each side is a constraint set of its own and must satisfy its own KKT conditions,
 * {@code θ = Σ λ_i g_i + κ (±∇z)}, {@code λ, κ ≥ 0}. Where it bends downwards (an attracting kink),
 * the row is locally concave, every Clarke combination is good on both sides, and nothing need be
 * enumerated.
 */
final class RepellingKinkCases {

  /**
   * With more repelling kinks than this, only some pieces are looked at: 2^10 small projections.
   */
  private static final int FULL_LIMIT = 10;

  /**
   * Share of ‖θ‖ that a piece's residual must exceed to count as a descent: six orders above the
   * residual of an exact point.
   */
  private static final double DESCENT = 1e-6;

  /** A repelling kink: position of its row, its number there, and the normal. */
  private record Repelling(int row, int kink, double[] normal) {}

  private final KktAnalysis kkt;
  private final List<Repelling> repelling = new ArrayList<>();

  RepellingKinkCases(KktAnalysis kkt) {
    this.kkt = kkt;
    for (int t : kkt.supportIndices()) {
      List<TightCone.Jump> kinks = kkt.rows().get(t).kinks();
      for (int k = 0; k < kinks.size(); k++) {
        if (kinks.get(k).sensitivity() > 0) {
          repelling.add(new Repelling(t, k, kinks.get(k).normal()));
        }
      }
    }
  }

  int repelling() {
    return repelling.size();
  }

  /**
   * Whether {@link #descent} looks at every piece. Faces of one row are all asked to hold at once:
   * a descent is one on each of them, but none found proves nothing.
   */
  boolean complete() {
    return repelling.size() <= FULL_LIMIT && !kkt.layered();
  }

  /** A direction of first-order descent on some piece, in the analysed coordinates. */
  Optional<double[]> descent() {
    int count = repelling.size();
    if (count == 0) {
      return Optional.empty();
    }
    if (complete()) {
      for (int sides = 0; sides < 1 << count; sides++) {
        boolean[] positive = new boolean[count];
        for (int k = 0; k < count; k++) {
          positive[k] = (sides >> k & 1) == 1;
        }
        Optional<double[]> direction = descentOn(positive);
        if (direction.isPresent()) {
          return direction;
        }
      }
      return Optional.empty();
    }
    for (int flipped = 0; flipped < count; flipped++) {
      boolean[] positive = nearest();
      positive[flipped] ^= true;
      Optional<double[]> direction = descentOn(positive);
      if (direction.isPresent()) {
        return direction;
      }
    }
    return Optional.empty();
  }

  /** The piece that each Clarke slope is nearer to. */
  private boolean[] nearest() {
    boolean[] positive = new boolean[repelling.size()];
    for (int k = 0; k < positive.length; k++) {
      Repelling r = repelling.get(k);
      positive[k] = 2 * kkt.mu()[r.row()][r.kink()] > kkt.lambda()[r.row()];
    }
    return positive;
  }

  private Optional<double[]> descentOn(boolean[] positive) {
    List<TightCone.Row> rows = new ArrayList<>();
    for (int t = 0; t < kkt.rows().size(); t++) {
      rows.add(piece(t, positive));
    }
    for (int k = 0; k < positive.length; k++) {
      double[] side = Vectors.scaled(positive[k] ? 1 : -1, repelling.get(k).normal());
      rows.add(new TightCone.Row(-1, side, List.of()));
    }
    double[] target = kkt.coordinates();
    var projection = NonNegativeLeastSquares.project(new TightCone(rows, target.length), target);
    if (projection.distance() <= DESCENT * Vectors.norm(target)) {
      return Optional.empty();
    }
    return Optional.of(Vectors.scaled(-1, projection.residual()));
  }

  private TightCone.Row piece(int t, boolean[] positive) {
    TightCone.Row row = kkt.rows().get(t);
    double[] base = row.base().clone();
    List<TightCone.Jump> kept = new ArrayList<>(row.kinks());
    for (int k = 0; k < positive.length; k++) {
      Repelling r = repelling.get(k);
      if (r.row() == t) {
        TightCone.Jump jump = row.kinks().get(r.kink());
        kept.remove(jump);
        if (positive[k]) {
          Vectors.addScaled(1, jump.normal(), base);
        }
      }
    }
    return new TightCone.Row(row.row(), base, kept);
  }
}
