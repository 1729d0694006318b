package marginflow.flow.kink;

import marginflow.flow.field.Counters;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;

/**
 * The way back to the surfaces of the sliding kinks. Those of the first layer are flat, and a step
 * stays on them; deeper ones are curved, and it leaves them by its error.
 */
public final class ManifoldProjection {

  /**
   * Newton steps back to curved surfaces, each of which squares what is left: a step of the size of
   * its error needs one or two.
   */
  private static final int MOST_RETURNS = 4;

  private final PolarField field;
  private final SlidingSet sliding;
  private final ActiveSet activeSet;
  private final CollapsedUnits collapsed;
  private final Counters counters;

  public ManifoldProjection(
      PolarField field,
      SlidingSet sliding,
      ActiveSet activeSet,
      CollapsedUnits collapsed,
      Counters counters) {
    this.field = field;
    this.sliding = sliding;
    this.activeSet = activeSet;
    this.collapsed = collapsed;
    this.counters = counters;
  }

  /**
   * Puts a point on the surfaces of a changed set and on the sphere, and evaluates the field there.
   * Kinks whose surface has vanished, behind units that are off, leave the set; one that is too far
   * off its surface is released to the side it is on, and a unit at its {@link CollapsedUnits} is
   * turned off.
   */
  public void settle(Evaluation at) {
    sliding.restore(at.y(), at.norm());
    move(sliding.shift(), at);
    if (sliding.flatDistance(at.norm()) > SlidingSet.ON_SURFACE) {
      // The values were those of the end of the step, and its crossings have moved the point since.
      sliding.restore(at.y(), at.norm());
      move(sliding.shift(), at);
    }
    for (int idle = sliding.idle(); idle >= 0; idle = sliding.idle()) {
      sliding.remove(idle);
      field.project(at);
    }
    for (int[] unit = collapsed.find(at); unit.length > 0; unit = collapsed.find(at)) {
      activeSet.turnOff(unit);
      move(collapsed.clear(unit, at.y()), at);
    }
    while (!putBack(at)) {
      activeSet.letGo(sliding.farthest(at.norm(), 0));
      field.evaluate(at);
      counters.evaluations++;
    }
  }

  /** Puts a point back on the curved surfaces by Newton's method; whether it gets there. */
  public boolean putBack(Evaluation at) {
    for (int i = 0; sliding.farthest(at.norm(), SlidingSet.ON_SURFACE) >= 0; i++) {
      if (i == MOST_RETURNS || !sliding.restore(at.y(), at.norm())) {
        return false;
      }
      move(sliding.shift(), at);
    }
    if (field.slacks().carried() && sliding.deep()) {
      // To rounding: off a surface its slope is a part of the margins, which no longer grow by it.
      sliding.restore(at.y(), at.norm());
      move(sliding.shift(), at);
    }
    return true;
  }

  /** Evaluates the field at a point that was moved by a shift. */
  private void move(double[] shift, Evaluation at) {
    field.inert().moved(shift);
    field.normalize(at.y());
    field.evaluate(at);
    counters.evaluations++;
  }
}
