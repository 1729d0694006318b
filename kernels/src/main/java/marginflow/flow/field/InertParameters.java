package marginflow.flow.field;

import java.util.Arrays;

/**
 * Parameters on which no force acts, those of a neuron that is dead on every sample above all. They
 * are constant along the flow while the direction turns away from them like 1/ρ; carried as numbers
 * of their own they stay so to the last bit, however many steps are taken.
 */
public final class InertParameters {

  private final double[] value;
  private final boolean[] candidate;
  private boolean moved;
  private final double[] keptValue;
  private final boolean[] keptCandidate;

  InertParameters(int parameters) {
    keptValue = new double[parameters];
    keptCandidate = new boolean[parameters];
    value = new double[parameters];
    candidate = new boolean[parameters];
    Arrays.fill(value, Double.NaN);
  }

  /**
   * Notes where the force vanishes at the start of a step; θ there is what a new one is held at.
   *
   * @param force along the surfaces: without the projection a parameter that sliding kinks turn was
   *     taken for one at rest, and four samples at odds crossed over and back for 600,000 steps
   */
  public void begin(double[] force, double[] theta) {
    for (int j = 0; j < candidate.length; j++) {
      candidate[j] = force[j] == 0;
      if (Double.isNaN(value[j]) && candidate[j]) {
        value[j] = theta[j];
      } else if (!candidate[j]) {
        value[j] = Double.NaN;
      }
    }
  }

  /**
   * Holds what had no force at both ends of a step.
   *
   * @param force force at the end
   * @param y end of the step, length P + 1; the direction of what is held is set to its own
   * @return whether anything is held
   */
  boolean hold(double[] force, double[] y) {
    boolean any = false;
    moved = false;
    double inverse = StrictMath.exp(-y[candidate.length]);
    for (int j = 0; j < candidate.length; j++) {
      if (candidate[j] && force[j] == 0) {
        y[j] = value[j] * inverse;
        any = true;
      } else {
        moved |= !Double.isNaN(value[j]) && value[j] * inverse != y[j];
        value[j] = Double.NaN;
      }
    }
    return any;
  }

  /**
   * Whether the last {@link #hold} released a parameter that a force inside the step has moved: θ
   * where it was held is then not that of y.
   */
  boolean letGo() {
    return moved;
  }

  /** Releases what was moved by other means than a force. */
  public void moved(double[] shift) {
    for (int j = 0; j < shift.length; j++) {
      if (shift[j] != 0) {
        candidate[j] = false;
        value[j] = Double.NaN;
      }
    }
  }

  /** Remembers what is held, for {@link #rollBack}. */
  public void mark() {
    System.arraycopy(value, 0, keptValue, 0, value.length);
    System.arraycopy(candidate, 0, keptCandidate, 0, candidate.length);
  }

  /** Goes back to the last {@link #mark}. */
  public void rollBack() {
    System.arraycopy(keptValue, 0, value, 0, value.length);
    System.arraycopy(keptCandidate, 0, candidate, 0, candidate.length);
  }

  /** Goes back to between {@link #begin} and {@link #hold} of a step. */
  public void resume(double[] values) {
    for (int j = 0; j < values.length; j++) {
      value[j] = values[j];
      candidate[j] = !Double.isNaN(values[j]);
    }
  }

  /** Puts what is held into θ. */
  public void restore(double[] theta) {
    for (int j = 0; j < theta.length; j++) {
      if (!Double.isNaN(value[j])) {
        theta[j] = value[j];
      }
    }
  }

  /** The values held, NaN elsewhere: a live view. */
  public double[] values() {
    return value;
  }
}
