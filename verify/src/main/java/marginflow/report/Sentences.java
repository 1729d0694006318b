package marginflow.report;

import java.util.stream.Collectors;
import marginflow.certificate.Certificate;

/** What a run found, in words. */
final class Sentences {

  private Sentences() {}

  /** The verdict, in a sentence that needs no other. */
  static String verdict(RunData run) {
    return run.certificate()
        .map(c -> verdict(c))
        .orElse(
            "No margin: the flow found no direction of the network that separates these samples.");
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

  /** What proves the verdict, and what the polished point adds. */
  static String evidence(RunData run) {
    return run.certificate()
        .map(c ->
            c.polished()
                .map(p ->
                    c.evidence()
                        + " Polished to the KKT point it heads for: "
                        + p.verdict().id()
                        + ", normalized margin "
                        + Numbers.compact(p.normalizedMargin())
                        + ", "
                        + p.evidence())
                .orElse(c.evidence()))
        .orElse("");
  }

  /** The verdicts of the layers, or nothing. */
  static String layers(Certificate c) {
    return c.perLayer().stream().map(v -> v.id()).collect(Collectors.joining(", "));
  }
}
