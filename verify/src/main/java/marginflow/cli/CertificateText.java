package marginflow.cli;

import java.util.List;
import java.util.Locale;
import marginflow.certificate.Certificate;
import marginflow.certificate.MarginBound;
import marginflow.certificate.Nearby;
import marginflow.certificate.Ruling;
import marginflow.certificate.Verdict;
import marginflow.report.Numbers;

/** A certificate for people. */
final class CertificateText {

  private CertificateText() {}

  /** The verdict in a sentence, then the figures that carry it. */
  static void append(TextTable table, Certificate certificate) {
    table.sentence(Ruling.of(certificate).sentence());
    table.row("evidence", Numbers.shortened(certificate.evidence()));
    rows(table, "", certificate);
    certificate.nearby().ifPresent(nearby -> append(table, certificate.verdict(), nearby));
  }

  /** The exact point; its evidence only where that is of another verdict than has been given. */
  private static void append(TextTable table, Verdict verdict, Nearby nearby) {
    Certificate exact = nearby.certificate();
    table.row("nearby", "the exact KKT point found from it: " + exact.verdict().id());
    if (exact.verdict() != verdict) {
      table.row("  evidence", Numbers.shortened(exact.evidence()));
    }
    table.row(
        "  margin",
        String.format(
            Locale.ROOT,
            "%.6g, from which this point's is a relative %.2g away, at relative distance %.2g",
            exact.normalizedMargin(),
            Math.abs(1 - nearby.marginRatio()),
            nearby.relativeDistance()));
    rows(table, "  ", exact);
  }

  private static void rows(TextTable table, String indent, Certificate c) {
    if (Double.isNaN(c.normalizedMargin())) {
      return;
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
    String interval =
        Numbers.shortened("best margin in [%s, %s]".formatted(bound.lower(), bound.upper()));
    return interval.endsWith("]")
        ? interval
        : String.format(
            Locale.ROOT, "%s to a relative %.2g", interval, 1 - bound.lower() / bound.upper());
  }
}
