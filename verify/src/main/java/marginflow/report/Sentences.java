package marginflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import marginflow.certificate.Certificate;

/** What a run found, in words. */
final class Sentences {

  private Sentences() {}

  /** The verdict, in a sentence that needs no other. */
  static String verdict(RunData run) {
    return run.certificate()
        .map(c ->
            c.polished()
                .filter(p -> p.verdict().compareTo(c.verdict()) < 0)
                .map(p -> heading(c, p))
                .orElseGet(() -> verdict(c)))
        .orElseGet(() -> withoutCertificate(run.status()));
  }

  private static String withoutCertificate(String status) {
    return switch (status) {
      case RunData.RUNNING -> "The flow goes on: nothing is certified before it ends.";
      case "interrupted" -> "The flow was interrupted: nothing is certified before it ends.";
      default ->
          "No margin: the flow found no direction of the network that separates these samples.";
    };
  }

  private static String verdict(Certificate c) {
    String margin = Numbers.compact(c.normalizedMargin());
    return switch (c.verdict()) {
      case GLOBAL_OPTIMUM ->
          "Global optimum: no weights of this network separate these samples with a larger"
              + " normalized margin than "
              + margin
              + ", within the bound below.";
      case LOCAL_OPTIMUM ->
          "Local optimum: no weights close by in direction have a larger normalized margin than "
              + margin
              + ".";
      case KKT ->
          "KKT point, undecided beyond that: the direction has normalized margin "
              + margin
              + " and meets the first-order conditions to "
              + Numbers.compact(c.kktResidual())
              + ".";
      case NOT_LOCAL_OPTIMUM ->
          "Not a local optimum: a path of better weights starts at this direction, whose normalized"
              + " margin is "
              + margin
              + ".";
      case NOT_KKT ->
          "Not a KKT point yet: the direction has normalized margin "
              + margin
              + ", and the first-order conditions fail by "
              + Numbers.compact(c.kktResidual())
              + ".";
    };
  }

  /** Of a flow that was polished to an exact point of which more can be said. */
  private static String heading(Certificate flow, Certificate polished) {
    String kind =
        switch (polished.verdict()) {
          case GLOBAL_OPTIMUM -> "a global optimum";
          case LOCAL_OPTIMUM -> "a local optimum";
          case KKT -> "a KKT point, undecided beyond that";
          case NOT_LOCAL_OPTIMUM -> "a KKT point that is not a local optimum";
          case NOT_KKT -> "no KKT point";
        };
    return ("The exact KKT point found from the flow's end is %s with normalized margin %s;"
            + " the end itself has %s.")
        .formatted(
            kind,
            Numbers.compact(polished.normalizedMargin()),
            Numbers.compact(flow.normalizedMargin()));
  }

  /** What proves the verdict, a paragraph for each point judged. */
  static List<String> evidence(RunData run) {
    List<String> paragraphs = new ArrayList<>();
    run.certificate()
        .ifPresent(c -> {
          c.polished().ifPresent(p -> paragraphs.add("Beside the end: " + sentence(p)));
          paragraphs.add((c.polished().isPresent() ? "The end: " : "") + sentence(c));
        });
    return paragraphs;
  }

  private static String sentence(Certificate c) {
    return c.verdict().id() + "; " + c.evidence() + (c.evidence().endsWith(".") ? "" : ".");
  }

  /** The verdicts of the layers, or nothing. */
  static String layers(Certificate c) {
    return c.perLayer().stream().map(v -> v.id()).collect(Collectors.joining(", "));
  }
}
