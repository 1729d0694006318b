package marginflow.flow.event;

import java.util.Locale;

/**
 * Which of several solutions a flow follows where a kink's surface comes to repel while the kink
 * slides: staying solves the inclusion, and so does leaving to either side.
 */
public enum Branch {
  /**
   * The side that the kink's slope is nearer to: that of a method of small steps, which spends the
   * share ξ of its steps on the upper side before the surface repels.
   */
  SLOPE,
  /** The side on which the unit is active. */
  POSITIVE,
  /** The side on which it is not. */
  NEGATIVE;

  /** The name used in files and on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The branch with this {@link #id()}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Branch of(String id) {
    for (Branch branch : values()) {
      if (branch.id().equals(id)) {
        return branch;
      }
    }
    throw new IllegalArgumentException("branch: expected slope, positive or negative, found " + id);
  }

  /** Whether a kink of a slope goes to its upper side. */
  public boolean upward(double slope) {
    return this == SLOPE ? slope > 0.5 : this == POSITIVE;
  }
}
