package marginflow.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import marginflow.io.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The committed results are of these claims, and the pages say what the results say. After a new
 * run of {@code ./marginflow claims}, the README's table is renewed by
 *
 * <pre>mvn -q test -pl verify -am -Dtest=CommittedClaimsTest
 *   -Dsurefire.failIfNoSpecifiedTests=false -Dmarginflow.readme=fix</pre>
 */
final class CommittedClaimsTest {

  private static final Path ROOT = Path.of(System.getProperty("marginflow.home", ".."));
  private static final Path RESULTS = ROOT.resolve("results").resolve("claims");
  private static final boolean FIX = System.getProperty("marginflow.readme", "").equals("fix");

  /** The summary starts with its head, and ends with its last row. */
  private static final String HEAD = "| id | whose | statement | found | holds |\n";

  @Test
  void resultsAreOfTheseClaims() throws IOException {
    for (JsonNode result : results()) {
      Claim claim = claim(result.get("id").asString());
      assertEquals(claim.provenance().id(), result.get("provenance").asString(), claim.id());
      assertEquals(claim.source().text(), result.get("source").asString(), claim.id());
      assertEquals(claim.statement(), result.get("statement").asString(), claim.id());
      assertEquals(claim.expected(), result.get("expected").asString(), claim.id());
      assertTrue(result.get("holds").asBoolean(), claim.id());
    }
  }

  @Test
  void thePageSaysWhatTheResultsSay() throws IOException {
    assertEquals(ClaimTable.page(results()), Files.readString(RESULTS.resolve("README.md")));
  }

  @Test
  void theReadmeSaysWhatTheResultsSay() throws IOException {
    Path file = ROOT.resolve("README.md");
    String readme = Files.readString(file);
    String table = ClaimTable.summary(results());
    if (FIX) {
      Files.writeString(file, readme.replace(summaryOf(readme), table));
    } else {
      assertEquals(table, summaryOf(readme), "renew it: -Dmarginflow.readme=fix");
      int count = results().size();
      assertTrue(readme.contains("[%d of %d hold](".formatted(count, count)), "claims that hold");
    }
  }

  @Test
  void aHeadlineWithoutItsMeasurementIsRefused() {
    SummaryLine summary = new SummaryLine("s", "margin {margin~3}, {verdict}");
    var measured = Json.object().put("margin", "-0.00001234");
    assertThrows(IllegalArgumentException.class, () -> summary.filled(measured));
    assertEquals("margin −1.23e−5, kkt", summary.filled(measured.put("verdict", "kkt")));
  }

  @Test
  void nothingIsLeftOfEarlierRuns() throws IOException {
    for (JsonNode result : results()) {
      Set<String> names = new TreeSet<>(Set.of("result.json"));
      for (JsonNode run : result.get("runs")) {
        names.add(run.get("name").asString());
        names.add(run.get("name").asString() + ".csv");
      }
      for (JsonNode figure : result.get("figures")) {
        names.add(figure.asString() + ".svg");
      }
      int most = 5 + result.get("figures").size();
      try (Stream<Path> files = Files.list(RESULTS.resolve(result.get("id").asString()))) {
        List<String> there = files.map(file -> file.getFileName().toString()).sorted().toList();
        assertTrue(names.containsAll(there), () -> there + " beside " + names);
        assertTrue(there.size() <= most, () -> "more than the runs shown: " + there);
      }
    }
  }

  private static String summaryOf(String page) {
    int from = page.indexOf(HEAD);
    assertTrue(from >= 0, "no table of claims");
    int to = page.indexOf("\n\n", from);
    return page.substring(from, to + 1);
  }

  private static Claim claim(String id) {
    return Catalogue.all().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<JsonNode> results() throws IOException {
    List<JsonNode> results = new ArrayList<>();
    for (Claim claim : Catalogue.all()) {
      Path file = RESULTS.resolve(claim.id()).resolve("result.json");
      results.add(Json.read(file.toString(), Files.readAllBytes(file)));
    }
    return results;
  }
}
