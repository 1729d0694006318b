package marginflow.flow.kink;

/** What is done about a trial step. */
public sealed interface TrialVerdict {

  /** The step is kept. */
  record Accept() implements TrialVerdict {}

  /** The step is tried again with another length; what it searched for is searched on. */
  record Shorten(double h) implements TrialVerdict {}

  /** The step is tried again with another length, and every search begins anew. */
  record Reject(double h) implements TrialVerdict {}

  /**
   * The step is tried again from another side of one kink at its start.
   *
   * @param kink which ended on the side that its start excluded; −1 for the one whose slope was
   *     outside [0, 1] all along
   */
  record Revise(int kink) implements TrialVerdict {}

  /** The one that is given most often. */
  TrialVerdict ACCEPT = new Accept();
}
