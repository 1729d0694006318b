package marginflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import marginflow.certificate.Certificate;
import marginflow.certificate.Nearby;
import marginflow.certificate.Ruling;
import marginflow.flow.Termination;
import marginflow.flow.event.FlowEvent;

/** What a run found, in words. */
final class Sentences {

  private Sentences() {}

  /** The verdict, in a sentence that needs no other. */
  static String verdict(RunData run) {
    return run.certificate()
        .map(c -> Numbers.shortened(Ruling.of(c).sentence()))
        .orElseGet(() -> withoutCertificate(run.ending().termination()));
  }

  private static String withoutCertificate(Optional<Termination> termination) {
    if (termination.isEmpty()) {
      return "The flow goes on: nothing is certified before it ends.";
    }
    return termination.get() == Termination.INTERRUPTED
        ? "The flow was interrupted: nothing is certified before it ends."
        : "No margin: the flow found no direction of the network that separates these samples.";
  }

  /**
   * What proves the verdict: a paragraph for the end, and one for the exact KKT point beside it
   * where that has a verdict of its own.
   */
  static List<String> evidence(RunData run) {
    List<String> paragraphs = new ArrayList<>();
    run.certificate()
        .ifPresent(c -> {
          Optional<Certificate> beside =
              c.nearby().map(Nearby::certificate).filter(n -> n.verdict() != c.verdict());
          paragraphs.add((beside.isPresent() ? "The end: " : "") + sentence(c));
          beside.ifPresent(n -> paragraphs.add("Beside the end: " + sentence(n)));
        });
    run.events().stream()
        .filter(e -> e.kind() == FlowEvent.Kind.AMBIGUOUS)
        .findFirst()
        .ifPresent(e -> paragraphs.add(uniqueness(e)));
    return paragraphs;
  }

  private static String uniqueness(FlowEvent first) {
    return String.format(
        Locale.ROOT,
        "This end is one of several: the flow is not unique at τ = %.6g, where unit %d leaves its"
            + " kink with sample %d. Another solution can be followed with --branch.",
        first.tau(),
        first.unit(),
        first.row());
  }

  private static String sentence(Certificate c) {
    String evidence = c.evidence() + (c.evidence().endsWith(".") ? "" : ".");
    return c.verdict().id() + "; " + Numbers.shortened(evidence);
  }

  /** How the run ended. */
  static String ending(RunData run) {
    return run.ending().status() + ": " + Numbers.shortened(run.ending().message()) + ".";
  }

  /** The verdicts of the layers, or nothing. */
  static String layers(Certificate c) {
    return c.perLayer().stream().map(v -> v.id()).collect(Collectors.joining(", "));
  }
}
