package marginflow.certificate.verdict;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A certificate was ended before it was done, or a part of it never begun since it would have cost
 * too much. What it says holds; what is named here was not decided, and might have made the verdict
 * stronger.
 *
 * @param reason why it was ended
 * @param undecided the parts without an answer, in the order they are asked; not empty
 */
public record Cut(String reason, List<Part> undecided) {

  /** The reason of what would have cost more work than a certificate may. */
  public static final String WORK = "work-limit";

  /** The parts of a certificate that may take long. */
  public enum Part {
    /** The multipliers, and with them the residual; nothing is decided without it. */
    KKT_RESIDUAL("kkt-residual"),
    /** A bound on the best margin, and with it global optimality. */
    MARGIN_BOUND("margin-bound"),
    /** Each layer with the others held. */
    LAYERS("per-layer"),
    /** Whether an exact KKT point is a local optimum. */
    LOCAL_OPTIMALITY("local-optimality"),
    /** The exact KKT point nearby, with all that would be said of it. */
    EXACT_POINT("exact-point");

    private final String id;

    Part(String id) {
      this.id = id;
    }

    /** The name used in documents and text. */
    public String id() {
      return id;
    }
  }

  /** Copies the list. */
  public Cut {
    undecided = List.copyOf(undecided);
  }

  /** The parts in words: {@code margin-bound, exact-point}. */
  public String parts() {
    return undecided.stream().map(Part::id).collect(Collectors.joining(", "));
  }
}
