package marginflow.flow;

import java.util.Arrays;
import marginflow.network.Kinks;

/**
 * First-layer units whose weights come to zero in a step while their outgoing weight does not, as
 * they do in finite time where d − 1 of their kinks slide. All surfaces of the unit meet there, so
 * its kinks do not cross one by one. Near zero the weights descend {@code V(w) = −Σ p_i δ_i
 * φ(w·x_i)}, δ the sensitivities, which is homogeneous and piecewise linear; if V is negative
 * beyond, on the incoming ray continued, the trajectory goes straight through: fixed tiny steps of
 * every size do.
 */
final class UnitCollapse {

  /**
   * Weights at the end of a step over those at its start that count as zero: a step that ends at a
   * kink is located to 1e-13 of the unit, which leaves that much of a unit on its way through zero,
   * and a share of order one of any other.
   */
  private static final double COLLAPSED = 1e-6;

  /** Length of the weights beyond zero, over the tolerance of u: a step is not known to as much. */
  private static final double BEYOND = 1e-2;

  private final PolarField field;
  private final SlidingSet sliding;
  private final Kinks kinks;
  private final double beyond;
  private final double[] sensitivities;
  private final double[] dense;

  /** Which parameters are weights of the unit at hand: those that its kinks' normals touch. */
  private final boolean[] parameter;

  /** The first-layer kinks of each unit. */
  private final int[][] units;

  private final double[] ahead;
  private final int[] one = new int[1];
  private final double[] number = {1};

  UnitCollapse(PolarField field, SlidingSet sliding, double tolerance) {
    this.field = field;
    this.sliding = sliding;
    this.kinks = field.model().kinks();
    this.beyond = BEYOND * tolerance;
    this.sensitivities = new double[kinks.size()];
    this.dense = new double[field.model().parameters()];
    this.parameter = new boolean[dense.length];
    this.units = byUnit(kinks);
    this.ahead = new double[Arrays.stream(units).mapToInt(unit -> unit.length).max().orElse(0)];
  }

  private static int[][] byUnit(Kinks kinks) {
    int[] counts = new int[kinks.size() == 0 ? 0 : kinks.unit(kinks.size() - 1) + 1];
    for (int kink = 0; kink < kinks.size(); kink++) {
      counts[kinks.unit(kink)] += kinks.separate(kink) ? 1 : 0;
    }
    int[][] units = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
    for (int kink = kinks.size() - 1; kink >= 0; kink--) {
      if (kinks.separate(kink)) {
        units[kinks.unit(kink)][--counts[kinks.unit(kink)]] = kink;
      }
    }
    return units;
  }

  /**
   * Takes a unit through zero if that is where it has come to, with the sides of its kinks.
   *
   * @param hit a kink on whose surface the step ends
   * @param start direction at the start of the step
   * @param end its end, where the field was last evaluated; updated
   * @return whether the unit was moved
   */
  boolean through(int hit, double[] start, double[] end) {
    if (!kinks.separate(hit)) {
      return false;
    }
    // No unit has more of u than all of it: most hits end here.
    double rho = StrictMath.exp(end[parameter.length]);
    if (!(kinks.unitNorm(hit) <= COLLAPSED * rho)) {
      return false;
    }
    int[] unit = units[kinks.unit(hit)];
    findParameters(unit);
    double before = length(start);
    if (!(length(end) <= COLLAPSED * before)) {
      return false;
    }
    double scale = -beyond / before;
    read(unit, start, scale);
    if (!(descent(unit) > 0)) {
      return false;
    }
    for (int j = 0; j < parameter.length; j++) {
      dense[j] = 0;
      if (parameter[j]) {
        dense[j] = 1;
        end[j] = scale * start[j];
      }
    }
    field.inert().moved(dense);
    for (int i = 0; i < unit.length; i++) {
      boolean on = Math.abs(ahead[i]) <= Locator.ON_SURFACE * beyond;
      if (sliding.contains(unit[i]) && !on) {
        sliding.remove(unit[i]);
      }
      if (!sliding.contains(unit[i])) {
        kinks.setPositive(unit[i], ahead[i] > 0);
      }
    }
    return true;
  }

  private void findParameters(int[] unit) {
    Arrays.fill(parameter, false);
    for (int kink : unit) {
      Arrays.fill(dense, 0);
      one[0] = kink;
      kinks.addNormals(one, number, 1, dense);
      for (int j = 0; j < dense.length; j++) {
        parameter[j] |= dense[j] != 0;
      }
    }
  }

  /** {@code −V}, how fast the output grows beyond. */
  private double descent(int[] unit) {
    kinks.wakingSensitivities(sensitivities);
    double sum = 0;
    for (int i = 0; i < unit.length; i++) {
      double slope = ahead[i] > 0 ? 1 : kinks.negativeSlope();
      sum += field.weights()[kinks.row(unit[i])] * sensitivities[unit[i]] * slope * ahead[i];
    }
    return sum;
  }

  /** Values z beyond zero. */
  private void read(int[] unit, double[] start, double scale) {
    kinks.velocities(unit, unit.length, start, ahead);
    for (int i = 0; i < unit.length; i++) {
      ahead[i] *= scale;
    }
  }

  private double length(double[] u) {
    double squared = 0;
    for (int j = 0; j < parameter.length; j++) {
      squared += parameter[j] ? u[j] * u[j] : 0;
    }
    return Math.sqrt(squared);
  }
}
