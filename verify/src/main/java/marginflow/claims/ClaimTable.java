package marginflow.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The pages that table all claims, from the documents their runs wrote. */
public final class ClaimTable {

  private ClaimTable() {}

  /**
   * The whole page, in Markdown.
   *
   * @param results documents {@code marginflow.claim/1}, in order
   */
  public static String page(List<? extends JsonNode> results) {
    StringBuilder page = new StringBuilder();
    page.append("# Claims\n\n")
        .append("Written by `./marginflow claims`; each row was measured in that run.\n")
        .append("*paper*: the paper's statement. *example*: an instance of it, with numbers worked")
        .append(" out for this project.\n*derived*: this project's own statement.\n\n")
        .append("Whose statements they are, in full in the second table:\n\n")
        .append(papers(results))
        .append(summary(results))
        .append("\n## Expected and found\n\n")
        .append("| id | provenance | statement | expected | found | holds | seconds |\n")
        .append("|---|---|---|---|---|---|---|\n");
    for (JsonNode claim : results) {
      page.append(
          "| [%s](%s/result.json) | %s: %s | %s | %s | %s | %s | %.1f |%n"
              .formatted(
                  text(claim, "id"),
                  text(claim, "id"),
                  text(claim, "provenance"),
                  text(claim, "source"),
                  cell(text(claim, "statement")),
                  cell(text(claim, "expected")),
                  cell(text(claim, "found")),
                  holds(claim),
                  claim.get("seconds").asDouble()));
    }
    return page.toString();
  }

  /** Which claims are of which paper, in a sentence each. */
  private static String papers(List<? extends JsonNode> results) {
    Map<String, List<String>> ids = new LinkedHashMap<>();
    for (JsonNode claim : results) {
      ids.computeIfAbsent(text(claim, "paper"), paper -> new ArrayList<>()).add(text(claim, "id"));
    }
    StringBuilder list = new StringBuilder();
    ids.forEach((paper, of) -> list.append("- %s: %s\n".formatted(paper, String.join(", ", of))));
    return list.append('\n').toString();
  }

  /** A short table, one line a claim. */
  public static String summary(List<? extends JsonNode> results) {
    StringBuilder table = new StringBuilder();
    table.append("| id | whose | statement | found | holds |\n|---|---|---|---|---|\n");
    for (JsonNode claim : results) {
      SummaryLine summary = SummaryLine.of(text(claim, "id"));
      table.append(
          "| %s | %s | %s | %s | %s |%n"
              .formatted(
                  text(claim, "id"),
                  whose(claim),
                  summary.statement(),
                  summary.filled(claim.get("measured")),
                  holds(claim)));
    }
    return table.toString();
  }

  /** The paper, and what of it is not its own; this project's statements are "derived". */
  private static String whose(JsonNode claim) {
    String provenance = text(claim, "provenance");
    return provenance.equals(Provenance.DERIVED.id())
        ? provenance
        : text(claim, "paper") + ", " + provenance;
  }

  private static String text(JsonNode claim, String member) {
    return claim.get(member).asString();
  }

  private static String holds(JsonNode claim) {
    return claim.get("holds").asBoolean() ? "yes" : "**no**";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("; ", "<br>");
  }
}
