package marginflow.flow.kink;

import java.util.Arrays;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.network.Kinks;

/**
 * ReLU units of the first layer whose weights come to zero, where the surfaces of all their kinks
 * meet. Where no sensitivity of a unit is positive, its weights w descend {@code V(w) = Σ p_i |δ_i|
 * max(w·x_i, 0)}, which is convex, homogeneous and nowhere below its value at zero: they come to
 * zero in finite time, or to rest with the unit off, and zero is the minimum-norm element there. No
 * force acts on the unit from then on, neither on its weights nor on its outgoing ones, which its
 * activation multiplies.
 *
 * <p>On the way there w slides from ray to ray through crossings without end, each a step to a
 * location within the unit's own size. So within the tolerance of θ a unit is put to zero and
 * turned off. Thirty samples of one label, ReLU 3-8-1, went to 10^-1000 in 6,862 steps before, and
 * with 20 units a run was stuck at a loss of 10^1.0 after 9,000.
 */
public final class CollapsedUnits {

  /**
   * Largest weights of a unit over its sensitivity, which for two layers is its outgoing weight a.
   * While w comes to zero a changes by {@code (|w|/a)²/2} of itself; if w were the larger one, a
   * would come to zero first, change its sign and w grow again.
   */
  private static final double SMALL = 1e-3;

  private static final int[] NONE = {};

  private final SlidingSet sliding;
  private final Kinks kinks;
  private final double tolerance;

  /** The separate kinks of each unit that has any. */
  private final int[][] units;

  private final double[] sensitivities;
  private final double[] dense;
  private final double[] shift;
  private final int[] kink = {-1};
  private final double[] one = {1};

  public CollapsedUnits(PolarField field, SlidingSet sliding, double tolerance) {
    this.sliding = sliding;
    this.kinks = field.model().kinks();
    this.tolerance = tolerance;
    this.units =
        kinks.negativeSlope() == 0
            ? Arrays.stream(UnitCollapse.byUnit(kinks))
                .filter(u -> u.length > 0)
                .toArray(int[][]::new)
            : new int[0][];
    this.sensitivities = new double[kinks.size()];
    this.dense = new double[field.model().parameters()];
    this.shift = new double[field.model().parameters()];
  }

  /**
   * The kinks of a unit that has come to zero and was not put there yet, empty if there is none.
   */
  int[] find(Evaluation at) {
    double rho = at.norm();
    boolean known = false;
    for (int[] unit : units) {
      double norm = at.kinks().unitNorm(unit[0]);
      if (norm > 0 && norm <= tolerance * rho) {
        if (!known) {
          kinks.wakingSensitivities(sensitivities);
          known = true;
        }
        if (attracted(unit, norm / (rho * at.forceScale()))) {
          return unit;
        }
      }
    }
    return NONE;
  }

  /**
   * Whether a unit is on for a row or slides on its surface, and every row pushes it off.
   *
   * @param norm of its weights, in the unit of sensitivities
   */
  private boolean attracted(int[] unit, double norm) {
    boolean on = false;
    double most = 0;
    for (int of : unit) {
      double sensitivity = sensitivities[of];
      if (sensitivity > 0) {
        return false;
      }
      on |= kinks.positive(of) || sliding.contains(of);
      most = Math.max(most, -sensitivity);
    }
    return on && norm <= SMALL * most;
  }

  /** Takes a unit's weights off u, that is to zero; returns what was added to it: a live view. */
  double[] clear(int[] unit, double[] u) {
    Arrays.fill(shift, 0);
    for (int of : unit) {
      Arrays.fill(dense, 0);
      kink[0] = of;
      kinks.addNormals(kink, one, 1, dense);
      for (int j = 0; j < dense.length; j++) {
        if (dense[j] != 0) {
          shift[j] = -u[j];
        }
      }
    }
    for (int j = 0; j < shift.length; j++) {
      u[j] += shift[j];
    }
    return shift;
  }
}
