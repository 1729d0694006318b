package marginflow.flow.method;

import marginflow.flow.field.CheckpointReader;
import marginflow.flow.field.CheckpointWriter;

/**
 * Which method makes the next step: the explicit pair until the flow is stiff, then the W-method.
 */
public final class MethodChoice {

  /** Explicit stability: Dormand–Prince's interval is 3.3 long (Hairer, Wanner II, IV.2). */
  private static final double EXPLICIT_LIMIT = 3.0;

  /**
   * Share of it beyond which an explicit step counts as stiff. The estimate of the Lipschitz
   * constant is a lower bound and the implicit step costs two thirds: with 0.9, steps of a
   * symmetric run were held by stability for 25 of them, unseen.
   */
  private static final double SHARE = 0.5;

  /** Such steps in a row before the implicit method takes over (Hairer, Wanner II, IV.2). */
  private static final int STEPS = 3;

  private boolean stiff;

  /** How many in a row have asked for the implicit method. */
  private int steps;

  /** Whether the implicit method makes the steps. */
  public boolean stiff() {
    return stiff;
  }

  /**
   * Chooses after an accepted step.
   *
   * @param carried whether margins are carried along, which only the implicit method does
   * @param explicitScale Lipschitz constant times length of the last step, if that was explicit
   */
  public void choose(boolean carried, double explicitScale) {
    if (carried) {
      stiff = true;
    } else if (!stiff) {
      steps = explicitScale > SHARE * EXPLICIT_LIMIT ? steps + 1 : 0;
      stiff = steps >= STEPS;
    }
    if (stiff) {
      steps = 0;
    }
  }

  /** Goes back to the explicit method where the step at hand is not stiff after all. */
  public void confirm(boolean carried, double scale) {
    stiff = carried || scale > SHARE * EXPLICIT_LIMIT;
  }

  /** Saves the choice and how long it stands. */
  public void save(CheckpointWriter out) {
    out.integer(stiff ? 1 : 0).integer(steps);
  }

  /** Reads back what {@link #save} wrote. */
  public void restore(CheckpointReader in) {
    stiff = in.integer() == 1;
    steps = (int) in.integer();
  }
}
