package marginflow.claims;

import java.util.List;

/** The page that tables all claims. */
public final class ClaimTable {

  private ClaimTable() {}

  /** Judgements as a Markdown page. */
  public static String page(List<Judgement> judgements) {
    StringBuilder page = new StringBuilder();
    page.append("# Claims\n\n")
        .append("Written by `./marginflow claims`; each row was measured in that run.\n")
        .append("*paper*: the paper's statement. *example*: an instance of it, with numbers worked")
        .append(" out for this project.\n*derived*: this project's own statement.\n\n")
        .append("| id | provenance | statement | expected | found | holds | seconds |\n")
        .append("|---|---|---|---|---|---|---|\n");
    for (Judgement j : judgements) {
      Claim claim = j.claim();
      page.append(
          "| [%s](%s/result.json) | %s: %s | %s | %s | %s | %s | %.1f |%n"
              .formatted(
                  claim.id(),
                  claim.id(),
                  claim.provenance().id(),
                  claim.source(),
                  cell(claim.statement()),
                  cell(claim.expected()),
                  cell(j.found()),
                  j.holds() ? "yes" : "**no**",
                  j.seconds()));
    }
    return page.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("; ", "<br>");
  }
}
