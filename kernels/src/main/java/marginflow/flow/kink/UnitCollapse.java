package marginflow.flow.kink;

import java.util.Arrays;
import java.util.stream.IntStream;
import marginflow.flow.field.CheckpointReader;
import marginflow.flow.field.CheckpointWriter;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.network.Kinks;

/**
 * First-layer units whose weights come to zero in a step while their outgoing weight does not, as
 * they do in finite time where d − 1 of their kinks slide. All surfaces of the unit meet there, so
 * its kinks do not cross one by one: {@link ConeFlow} says along which ray the unit leaves, or that
 * it stays. One that stays is off, and is looked at after every step until it can leave.
 */
public final class UnitCollapse {

  /**
   * How far beside zero the line of a step may pass, over the unit's weights at its start: a step
   * that ends where kinks cross may go on beyond them by what the tolerance allows.
   */
  private static final double THROUGH = 1e-3;

  /** Length of the weights beyond zero, over the tolerance of u: a step is not known to as much. */
  private static final double BEYOND = 1e-2;

  /**
   * Weights, over those, with which a leaky unit that stayed counts as on its way to zero again.
   */
  private static final double AGAIN = 1e3;

  private final PolarField field;
  private final SlidingSet sliding;
  private final Kinks kinks;
  private final double beyond;

  private final double[] sensitivities;
  private final double[] dense;

  /** The first-layer kinks of each unit. */
  private final int[][] units;

  /**
   * The weights of each unit, those that its kinks' normals touch; null until they are asked for.
   */
  private final int[][] weights;

  /** Units that stay at zero. */
  private final boolean[] stays;

  /** By unit: surfaces seen in the scan at hand. */
  private final int[] crossed;

  private int found = -1;
  private final ConeFlow cone;
  private final double[] ahead;
  private double[] incoming = {};
  private final int[] one = new int[1];
  private final double[] number = {1};

  public UnitCollapse(PolarField field, SlidingSet sliding, double tolerance) {
    this.field = field;
    this.sliding = sliding;
    this.kinks = field.model().kinks();
    this.beyond = BEYOND * tolerance;
    this.sensitivities = new double[kinks.size()];
    this.dense = new double[field.model().parameters()];
    this.units = byUnit(kinks);
    this.weights = new int[units.length][];
    this.stays = new boolean[units.length];
    this.crossed = new int[units.length];
    this.cone = new ConeFlow(kinks.negativeSlope());
    this.ahead = new double[Arrays.stream(units).mapToInt(unit -> unit.length).max().orElse(0)];
  }

  /** The first-layer kinks of each unit, by its number; none for units of other layers. */
  static int[][] byUnit(Kinks kinks) {
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
   * Looks for a unit that a step has led to zero, or through it.
   *
   * @param detector of the kinks that the step has crossed
   * @param hit a kink on whose surface the step ends, −1 if there is none
   * @param start direction at the start of the step
   * @param end its end, before anything is done about kinks
   */
  public void find(EventDetector detector, int hit, double[] start, double[] end) {
    found = -1;
    if (hit >= 0 && kinks.separate(hit)) {
      look(kinks.unit(hit), start, end);
    }
    // Of a unit that went through zero a second surface was crossed.
    for (int v = 0; v < detector.count() && found < 0; v++) {
      if (kinks.separate(detector.kink(v)) && ++crossed[kinks.unit(detector.kink(v))] == 2) {
        look(kinks.unit(detector.kink(v)), start, end);
      }
    }
    for (int v = 0; v < detector.count(); v++) {
      if (kinks.separate(detector.kink(v))) {
        crossed[kinks.unit(detector.kink(v))] = 0;
      }
    }
  }

  /** Whether the line from start to end meets the unit's zero. */
  private void look(int unit, double[] start, double[] end) {
    int[] own = weights(unit);
    double squared = 0;
    double way = 0;
    double along = 0;
    for (int j : own) {
      double step = end[j] - start[j];
      squared += start[j] * start[j];
      way += step * step;
      along -= step * start[j];
    }
    double aside = squared - along * along / way;
    boolean comes = squared > AGAIN * AGAIN * beyond * beyond || !stays[unit];
    stays[unit] &= !comes;
    if (comes
        && along > 0
        && along <= (1 + THROUGH) * way
        && aside <= THROUGH * THROUGH * squared) {
      found = unit;
      incoming = incoming.length == own.length ? incoming : new double[own.length];
      for (int k = 0; k < own.length; k++) {
        incoming[k] = start[own[k]];
      }
    }
  }

  /**
   * Takes the unit that was found away from zero, or puts it there.
   *
   * @param at where the model stands: the end of the step, or beside it
   * @param end of the step, updated
   * @return whether there was one
   */
  public boolean settle(Evaluation at, double[] end) {
    if (found < 0) {
      return false;
    }
    load(found, at);
    if (cone.leaves(incoming)) {
      leave(found, end);
      return true;
    }
    if (kinks.negativeSlope() != 0) {
      // Off is no state of a unit that is never off: its kinks hold it one by one.
      stays[found] = true;
      return false;
    }
    stay(found, end);
    return true;
  }

  /**
   * Releases a unit that stayed at zero and can leave.
   *
   * @param at where the model stands: the end of the step, or beside it
   * @param end of the step, updated
   * @return whether there was one
   */
  public boolean release(Evaluation at, double[] end) {
    for (int k = 0; k < stays.length && kinks.negativeSlope() == 0; k++) {
      if (stays[k]) {
        load(k, at);
        if (cone.canLeave()) {
          stays[k] = false;
          leave(k, end);
          return true;
        }
      }
    }
    return false;
  }

  /** A kink of the last unit that left or was put to zero. */
  public int kink() {
    return units[found][0];
  }

  /** Share of the step lengths that took the branch of the last unit that left. */
  public double share() {
    return cone.share();
  }

  /** Gives the cone the unit's normals, in the coordinates that they have, and forces. */
  private void load(int unit, Evaluation at) {
    int[] own = weights(unit);
    int[] kinksOfUnit = units[unit];
    at.kinks().wakingSensitivities(sensitivities);
    cone.begin(kinksOfUnit.length, own.length);
    for (int i = 0; i < kinksOfUnit.length; i++) {
      int kink = kinksOfUnit[i];
      loadNormal(kink);
      cone.surface(i, at.pressures()[kinks.row(kink)] * sensitivities[kink], dense, own);
    }
  }

  private void leave(int unit, double[] end) {
    int[] own = weights(unit);
    double[] ray = cone.ray();
    for (int k = 0; k < own.length; k++) {
      end[own[k]] = beyond * ray[k];
    }
    moved(own);
    kinks.velocities(units[unit], units[unit].length, end, ahead);
    for (int i = 0; i < units[unit].length; i++) {
      turn(units[unit][i], ahead[i] > 0);
    }
  }

  private void stay(int unit, double[] end) {
    int[] own = weights(unit);
    for (int j : own) {
      end[j] = 0;
    }
    moved(own);
    for (int kink : units[unit]) {
      turn(kink, false);
    }
    stays[unit] = true;
  }

  /** Tells what is inert that weights were set. */
  private void moved(int[] own) {
    Arrays.fill(dense, 0);
    for (int j : own) {
      dense[j] = 1;
    }
    field.inert().moved(dense);
  }

  private void turn(int kink, boolean up) {
    if (sliding.contains(kink)) {
      sliding.remove(kink);
    }
    kinks.setPositive(kink, up);
  }

  private int[] weights(int unit) {
    if (weights[unit] == null) {
      boolean[] touched = new boolean[dense.length];
      for (int kink : units[unit]) {
        loadNormal(kink);
        for (int j = 0; j < dense.length; j++) {
          touched[j] |= dense[j] != 0;
        }
      }
      weights[unit] = IntStream.range(0, touched.length).filter(j -> touched[j]).toArray();
    }
    return weights[unit];
  }

  private void loadNormal(int kink) {
    Arrays.fill(dense, 0);
    one[0] = kink;
    kinks.addNormals(one, number, 1, dense);
  }

  /** How many numbers {@link #save} writes. */
  public int units() {
    return stays.length;
  }

  /** Saves which units stay at zero. */
  public void save(CheckpointWriter out) {
    for (boolean stay : stays) {
      out.integer(stay ? 1 : 0);
    }
  }

  /** Reads back what {@link #save} wrote. */
  public void restore(CheckpointReader in) {
    for (int k = 0; k < stays.length; k++) {
      stays[k] = in.integer() == 1;
    }
  }
}
