package marginflow.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the pages tell of imports is what the table of imports says. */
class PackagePagesTest {

  private static final ImportTable TABLE = new ImportTable(Architecture.MAY_IMPORT);

  private static final boolean FIX = "fix".equals(System.getProperty("marginflow.format"));

  /** The last paragraph of a page, if it is one on dependencies. */
  private static final Pattern PARAGRAPH =
      Pattern.compile("\n \\*\n \\* <p>(?:(?!<p>)[^/])*?depend(?:(?!<p>)[^/])*?\n \\*/");

  @Test
  void everyPackageSaysWhatTheTableSays() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String name : Architecture.MAY_IMPORT.keySet()) {
      Path page = page(name);
      String text = Files.readString(page);
      if (!plain(text).contains(TABLE.sentence(name))) {
        if (FIX) {
          Files.writeString(page, with(text, TABLE.sentence(name)));
        } else {
          wrong.add(name + ": expected " + TABLE.sentence(name));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void theDiagramIsOfTheTable() throws IOException {
    Path page = Sources.root().resolve("docs/architecture.md");
    if (FIX) {
      Files.writeString(page, TABLE.page());
    }
    assertEquals(TABLE.page(), Files.readString(page));
  }

  @Test
  void whatOthersImplyIsLeftOut() {
    ImportTable table =
        new ImportTable(Map.of("a", Set.of("b", "c"), "b", Set.of("c"), "c", Set.of()));
    assertTrue(table.page().contains("a --> b"));
    assertTrue(table.page().contains("b --> c"));
    assertTrue(!table.page().contains("a --> c"));
    assertEquals("<p>May depend on {@code c}; {@code a} may depend on it.", table.sentence("b"));
  }

  private static Path page(String name) {
    for (String module : List.of("kernels", "verify", "bench", "spark")) {
      Path page =
          Sources.root()
              .resolve(module)
              .resolve("src/main/java/marginflow")
              .resolve(name.replace('.', '/'))
              .resolve("package-info.java");
      if (Files.exists(page)) {
        return page;
      }
    }
    throw new IllegalStateException("no page of " + name);
  }

  private static String plain(String text) {
    return text.replaceAll("\n \\* ?", " ").replaceAll("\\s+", " ");
  }

  /** The page with another last paragraph; the formatter breaks its lines. */
  private static String with(String text, String sentence) {
    String end = "\n *\n * " + sentence + "\n */";
    Matcher found = PARAGRAPH.matcher(text);
    return found.find()
        ? found.replaceFirst(Matcher.quoteReplacement(end))
        : text.replaceFirst("\n \\*/", Matcher.quoteReplacement(end));
  }
}
