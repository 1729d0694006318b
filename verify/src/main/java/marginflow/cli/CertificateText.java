package marginflow.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import marginflow.certificate.Certificate;
import marginflow.certificate.MarginBound;
import marginflow.certificate.Verdict;

/** A certificate for people. */
final class CertificateText {

  private CertificateText() {}

  /** The verdict in a sentence, then the figures that carry it. */
  static void append(TextTable table, Certificate certificate) {
    table.sentence(sentence(certificate) + limit(certificate));
    table.row("evidence", certificate.evidence());
    rows(table, "", certificate);
    Optional<Certificate> polished = certificate.polished();
    if (polished.isPresent()) {
      Certificate exact = polished.get();
      table.row("nearby", "the exact KKT point found from it: " + exact.verdict().id());
      table.row("  evidence", exact.evidence());
      rows(table, "  ", exact);
    }
  }

  /**
   * What was proved of the exact KKT point found from the direction, where it is another verdict.
   */
  private static String limit(Certificate c) {
    return c.polished()
        .filter(exact -> exact.verdict() != c.verdict())
        .map(exact ->
            String.format(
                Locale.ROOT,
                " The exact KKT point found from it: %s, margin %.9g.",
                exact.verdict().id(),
                exact.normalizedMargin()))
        .orElse("");
  }

  private static String sentence(Certificate c) {
    if (Double.isNaN(c.normalizedMargin())) {
      return "No margin is claimed.";
    }
    String margin = String.format(Locale.ROOT, "normalized margin %.9g.", c.normalizedMargin());
    return switch (c.verdict()) {
      case GLOBAL_OPTIMUM -> "Global optimum, no direction has a larger margin: " + margin;
      case LOCAL_OPTIMUM -> "Local optimum of the max-margin problem, proved: " + margin;
      case KKT -> "KKT point of the max-margin problem: " + margin;
      case NOT_LOCAL_OPTIMUM -> "Not a local optimum, a path of better points leaves it: " + margin;
      case NOT_KKT -> "Not a KKT point: " + margin;
    };
  }

  private static void rows(TextTable table, String indent, Certificate c) {
    if (Double.isNaN(c.normalizedMargin())) {
      return;
    }
    if (!indent.isEmpty()) {
      table.row(indent + "margin", String.format(Locale.ROOT, "%.9g", c.normalizedMargin()));
    }
    c.marginBound().map(CertificateText::bound).ifPresent(b -> table.row(indent + "bound", b));
    table.row(
        indent + "KKT",
        String.format(
            Locale.ROOT,
            "residual %.3g, complementarity %.3g, %d support samples of margins within %.3g",
            c.kktResidual(),
            c.complementarity(),
            c.support().length,
            c.window()));
    c.escapeRate()
        .ifPresent(r ->
            table.row(
                indent + "r",
                String.format(Locale.ROOT, "%.6g, the rate at which a vanishing neuron grows", r)));
    if (!c.perLayer().isEmpty()) {
      List<String> layers = c.perLayer().stream().map(Verdict::id).toList();
      table.row(indent + "per layer", String.join(", ", layers));
    }
    c.witness().ifPresent(w -> table.row(indent + "witness", w.description()));
  }

  private static String bound(MarginBound bound) {
    return "best margin in [%s, %s]".formatted(bound.lower(), bound.upper());
  }
}
