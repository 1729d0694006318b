package marginflow.cli;

import java.util.List;
import marginflow.certificate.Certificate;
import marginflow.certificate.Nearby;
import marginflow.certificate.Ruling;
import marginflow.certificate.verdict.Cut;
import marginflow.certificate.verdict.MarginBound;
import marginflow.certificate.verdict.Verdict;
import marginflow.report.Numbers;

/** A certificate for people. */
final class CertificateText {

  private CertificateText() {}

  /** The verdict in a sentence, then the figures that carry it. */
  static void append(TextTable table, Certificate certificate) {
    table.sentence(Ruling.of(certificate).sentence());
    table.row("evidence", Numbers.shortened(certificate.evidence()));
    certificate.cut().ifPresent(cut -> table.row("cut", cut(cut)));
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
        "%s, of which this point lacks a share of %s, at relative distance %s"
            .formatted(
                Numbers.compact(exact.normalizedMargin()),
                Numbers.rough(1 - nearby.marginRatio()),
                Numbers.rough(nearby.relativeDistance())));
    exact.cut().ifPresent(cut -> table.row("  cut", cut(cut)));
    rows(table, "  ", exact);
  }

  private static void rows(TextTable table, String indent, Certificate c) {
    if (Double.isNaN(c.normalizedMargin())) {
      return;
    }
    c.marginBound().map(CertificateText::bound).ifPresent(b -> table.row(indent + "bound", b));
    if (Double.isNaN(c.kktResidual())) {
      return;
    }
    table.row(
        indent + "KKT",
        "residual %s, complementarity %s, %d support samples in a window of %s"
            .formatted(
                Numbers.rough(c.kktResidual()),
                Numbers.rough(c.complementarity()),
                c.support().length,
                Numbers.rough(c.window())));
    c.escapeRate()
        .ifPresent(r ->
            table.row(
                indent + "r", Numbers.compact(r) + ", the rate at which a vanishing neuron grows"));
    if (!c.perLayer().isEmpty()) {
      List<String> layers = c.perLayer().stream().map(Verdict::id).toList();
      table.row(indent + "per layer", String.join(", ", layers));
    }
    c.witness().ifPresent(w -> table.row(indent + "witness", Numbers.shortened(w.description())));
  }

  private static String cut(Cut cut) {
    return "%s; left undecided: %s".formatted(cut.reason(), cut.parts());
  }

  private static String bound(MarginBound bound) {
    String lower = Numbers.compact(bound.lower());
    if (!Double.isFinite(bound.upper())) {
      return "best margin at least " + lower;
    }
    String upper = Numbers.compact(bound.upper());
    return lower.equals(upper)
        ? "best margin %s, proved to a relative %s"
            .formatted(lower, Numbers.rough((bound.upper() - bound.lower()) / bound.upper()))
        : "best margin in [%s, %s]".formatted(lower, upper);
  }
}
