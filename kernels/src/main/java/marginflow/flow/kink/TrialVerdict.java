package marginflow.flow.kink;

/**
 * What is done about a trial step. Whoever judges owns one of each kind and fills it in, so that no
 * trial makes garbage; one is read before the next is asked for.
 */
public sealed interface TrialVerdict {

  /** The step is kept. */
  final class Accept implements TrialVerdict {}

  /** The step is tried again with another length; what it searched for is searched on. */
  final class Shorten implements TrialVerdict {
    private double h;

    /** This verdict, with a length. */
    public Shorten to(double length) {
      h = length;
      return this;
    }

    /** The length. */
    public double h() {
      return h;
    }
  }

  /** The step is tried again with another length, and every search begins anew. */
  final class Reject implements TrialVerdict {
    private double h;

    /** This verdict, with a length. */
    public Reject to(double length) {
      h = length;
      return this;
    }

    /** The length. */
    public double h() {
      return h;
    }
  }

  /** The step is tried again from another side of one kink at its start. */
  final class Revise implements TrialVerdict {
    private int kink;

    /** This verdict, with a kink. */
    Revise at(int place) {
      kink = place;
      return this;
    }

    /**
     * Place in the scan of the kink that ended on the side its start excluded; −1 for the one whose
     * slope was outside [0, 1] all along.
     */
    public int kink() {
      return kink;
    }
  }

  /** The one that is given most often. */
  TrialVerdict ACCEPT = new Accept();
}
