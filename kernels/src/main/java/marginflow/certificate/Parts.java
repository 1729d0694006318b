package marginflow.certificate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import marginflow.certificate.verdict.Cut;
import marginflow.linalg.StopRequest;

/** Goes through the parts of one point's certificate, and notes those that were ended. */
final class Parts {

  private final Set<Cut.Part> undecided = EnumSet.noneOf(Cut.Part.class);
  private String reason = "";

  Parts() {}

  /** The answer of a part; empty if it has none or was ended. */
  <T> Optional<T> ask(Cut.Part part, Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (StopRequest stopped) {
      undecided.add(part);
      reason = stopped.reason();
      return Optional.empty();
    }
  }

  /** Notes a part that was not even asked, since an earlier one was ended. */
  void leave(Cut.Part part) {
    undecided.add(part);
  }

  /** Notes a part that would have cost too much. */
  void leave(Cut.Part part, String why) {
    undecided.add(part);
    reason = reason.isEmpty() ? why : reason;
  }

  /** What was ended, if something was. */
  Optional<Cut> cut() {
    return undecided.isEmpty()
        ? Optional.empty()
        : Optional.of(new Cut(reason, new ArrayList<>(undecided)));
  }
}
