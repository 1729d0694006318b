package marginflow.linalg;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Ends a long computation before it is done. Every loop of a solver or of a certificate that may
 * last longer than a second asks {@link #check}; whoever starts the computation says by {@link
 * #heard} when it is to end. A computation that was ended has no result: what it has found so far
 * may be weaker than its answer, so that none of it is handed out.
 */
public final class StopRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final ScopedValue<Supplier<Optional<String>>> ASKED = ScopedValue.newInstance();

  private final String reason;

  private StopRequest(String reason) {
    super("stopped: " + reason, null, false, false);
    this.reason = reason;
  }

  /**
   * Does work that hears when it is to end.
   *
   * @param stop asked again and again on each thread that works: why to end, empty while there is
   *     no reason
   * @throws StopRequest if the work was ended
   */
  public static <T> T heard(Supplier<Optional<String>> stop, Supplier<T> work) {
    return ScopedValue.where(ASKED, stop).call(work::get);
  }

  /** Ends the work at hand if it is to end. */
  public static void check() {
    if (ASKED.isBound()) {
      ASKED
          .get()
          .get()
          .ifPresent(reason -> {
            throw new StopRequest(reason);
          });
    }
  }

  /** What is asked on this thread, for work that it hands to others. */
  static Supplier<Optional<String>> asked() {
    return ASKED.isBound() ? ASKED.get() : Optional::empty;
  }

  /** Why the work was to end. */
  public String reason() {
    return reason;
  }
}
