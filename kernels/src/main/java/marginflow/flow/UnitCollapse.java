package marginflow.flow;

import java.util.Arrays;
import java.util.stream.IntStream;
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

  /** Weights at the end of a step over those at its start that count as zero. */
  private static final double COLLAPSED = 1e-6;

  /** Length of the weights beyond zero, over the tolerance of u. */
  private static final double BEYOND = 1e-2;

  private final PolarField field;
  private final SlidingSet sliding;
  private final Kinks kinks;
  private final double beyond;
  private final double[] sensitivities;
  private final double[] dense;
  private final int[] one = new int[1];
  private final double[] number = {1};

  UnitCollapse(PolarField field, SlidingSet sliding, double tolerance) {
    this.field = field;
    this.sliding = sliding;
    this.kinks = field.model().kinks();
    this.beyond = BEYOND * tolerance;
    this.sensitivities = new double[kinks.size()];
    this.dense = new double[field.model().parameters()];
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
    int[] unit =
        IntStream.range(0, kinks.size())
            .filter(j -> kinks.separate(j) && kinks.unit(j) == kinks.unit(hit))
            .toArray();
    Arrays.fill(dense, 0);
    for (int kink : unit) {
      one[0] = kink;
      kinks.addNormals(one, number, 1, dense);
    }
    double before = length(start);
    if (!(length(end) <= COLLAPSED * before)) {
      return false;
    }
    double scale = -beyond / before;
    double[] ahead = values(unit, start, scale);
    if (!(descent(unit, ahead) > 0)) {
      return false;
    }
    for (int j = 0; j < dense.length; j++) {
      end[j] = dense[j] != 0 ? scale * start[j] : end[j];
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

  /** {@code −V}, how fast the output grows beyond. */
  private double descent(int[] unit, double[] ahead) {
    kinks.wakingSensitivities(sensitivities);
    double sum = 0;
    for (int i = 0; i < unit.length; i++) {
      double slope = ahead[i] > 0 ? 1 : kinks.negativeSlope();
      sum += field.weights()[kinks.row(unit[i])] * sensitivities[unit[i]] * slope * ahead[i];
    }
    return sum;
  }

  private double[] values(int[] unit, double[] start, double scale) {
    double[] values = new double[unit.length];
    kinks.velocities(unit, unit.length, start, values);
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
    return values;
  }

  private double length(double[] u) {
    double squared = 0;
    for (int j = 0; j < dense.length; j++) {
      squared += dense[j] != 0 ? u[j] * u[j] : 0;
    }
    return Math.sqrt(squared);
  }
}
